package dev.astir.app.feed;

import dev.astir.app.agents.AgentEnrolled;
import dev.astir.app.presence.Presence;
import dev.astir.app.presence.PresenceChanged;
import dev.astir.app.presence.PresenceState;
import dev.astir.app.sessions.Session;
import dev.astir.app.sessions.SessionChanging;
import dev.astir.app.system.Transactions;
import dev.astir.stream.ActivityEvent;
import dev.astir.stream.ActivityStream;
import dev.astir.stream.Comment;
import dev.astir.stream.Entity;
import dev.astir.stream.feed.FeedAccess;
import io.github.bucket4j.TimeMeter;
import io.micronaut.runtime.event.annotation.EventListener;
import io.micronaut.scheduling.TaskScheduler;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Turns what happens in the app into activities. What is done in a transaction of the app's is
 * published by that transaction, so that both happen or none does, whatever crashes. The rest fails
 * nothing: an activity that cannot be stored is logged. Thread-safe.
 */
@Singleton
class FeedPublisher {

    private static final Logger LOG = LoggerFactory.getLogger(FeedPublisher.class);

    /** The longest id of an entity. */
    private static final int LONGEST_ID = 200;

    /** How much of an activity's message stands in what is said about it. */
    private static final int LONGEST_EXCERPT = 80;

    private final ActivityStream stream;
    private final Transactions transactions;
    private final AppSwitches switches;

    FeedPublisher(ActivityStream stream, Transactions transactions, TaskScheduler scheduler) {
        this.stream = stream;
        this.transactions = transactions;
        this.switches =
                new AppSwitches(TimeMeter.SYSTEM_NANOTIME, scheduler::schedule, this::switched);
    }

    @EventListener
    void sessionChanging(SessionChanging changing) {
        Session session = changing.session();
        switch (changing.change()) {
            case STARTED -> publish(changing, FeedTypes.SESSION_STARTED, Map.of());
            case STOPPED ->
                    publish(
                            changing,
                            FeedTypes.SESSION_STOPPED,
                            Map.of(
                                    "worked", words(session),
                                    "activeSeconds", session.totalActiveSeconds(),
                                    "idleSeconds", session.totalIdleSeconds()));
            case UPDATED -> {
                // Time that is added is no news.
            }
        }
    }

    private void publish(SessionChanging changing, String type, Map<String, ?> metadata) {
        Session session = changing.session();
        publishInTransaction(
                changing.organizationId(),
                ActivityEvent.builder(type)
                        .actor(session.userId().toString())
                        .entity("session", session.id().toString())
                        .metadata(metadata)
                        .build());
    }

    private static String words(Session session) {
        Instant end = session.endTime() == null ? session.startTime() : session.endTime();
        Duration worked = Duration.between(session.startTime(), end);
        if (worked.toHours() > 0) {
            return worked.toHours() + " h " + worked.toMinutesPart() + " min";
        }
        return worked.toMinutes() > 0 ? worked.toMinutes() + " min" : worked.toSeconds() + " s";
    }

    @EventListener
    void enrolled(AgentEnrolled enrolled) {
        publishInTransaction(
                enrolled.organizationId(),
                ActivityEvent.builder(FeedTypes.AGENT_ENROLLED)
                        .actor(enrolled.userId().toString(), enrolled.userName())
                        .entity(
                                Entity.of(
                                        "agent",
                                        enrolled.agentId().toString(),
                                        enrolled.hostname()))
                        .build());
    }

    /** Tells of a comment, to those who can see what it is about. */
    void commented(FeedAccess author, ActivityEvent about, Comment comment) {
        publish(
                UUID.fromString(author.feed()),
                ActivityEvent.builder(FeedTypes.USER_COMMENTED)
                        .actor(comment.authorId(), comment.authorName())
                        .entity("activity", about.id().toString())
                        .entityName(excerpt(about.message()))
                        .metadata(
                                Map.of(
                                        "commentId", comment.id(),
                                        "mentions", comment.mentions()))
                        .audience(about.audience().toArray(String[]::new))
                        .build());
    }

    private static String excerpt(@Nullable String message) {
        String text = message == null ? "" : message;
        return text.length() <= LONGEST_EXCERPT
                ? text
                : text.substring(0, LONGEST_EXCERPT).strip() + "…";
    }

    @EventListener
    void presenceChanged(PresenceChanged changed) {
        Presence presence = changed.presence();
        String app = presence.app();
        if (presence.state() == PresenceState.OFFLINE) {
            switches.forget(presence.userId());
        } else if (presence.state() == PresenceState.ACTIVE && app != null) {
            switches.inFront(changed.organizationId(), presence.userId(), app);
        }
    }

    private void switched(UUID organizationId, UUID userId, String app) {
        String id = app.length() <= LONGEST_ID ? app : app.substring(0, LONGEST_ID);
        publish(
                organizationId,
                ActivityEvent.of(
                        FeedTypes.APP_SWITCHED,
                        userId.toString(),
                        Entity.of("app", id, app),
                        Map.of()));
    }

    /** If the transaction commits; some node gives the event its position then. */
    private void publishInTransaction(UUID organizationId, ActivityEvent event) {
        stream.publish(transactions.connection(), Readers.feed(organizationId), event);
    }

    private void publish(UUID organizationId, ActivityEvent event) {
        try {
            stream.publish(Readers.feed(organizationId), event)
                    .whenComplete((position, failure) -> {
                        if (failure != null) {
                            lost(event, failure);
                        }
                    });
        } catch (RuntimeException e) {
            lost(event, e);
        }
    }

    private static void lost(ActivityEvent event, Throwable failure) {
        LOG.warn("The activity {} could not be stored", event.eventType(), failure);
    }
}
