package dev.astir.app.sessions;

import dev.astir.app.feed.Audience;
import dev.astir.app.feed.FeedTypes;
import dev.astir.app.feed.LiveChannel;
import dev.astir.app.feed.LiveItem;
import dev.astir.app.feed.OrganizationFeed;
import dev.astir.app.platform.Background;
import dev.astir.stream.ActivityEvent;
import dev.astir.stream.EventType;
import io.micronaut.context.annotation.Bean;
import io.micronaut.context.annotation.Factory;
import io.micronaut.transaction.annotation.TransactionalEventListener;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the organization's feed hears of sessions: their start and stop as events for everybody, and
 * the running ones, with their times, on the live channel {@code sessions}, for the person and
 * whoever may see their data. Thread-safe.
 */
@Singleton
class SessionFeed implements LiveChannel {

    private static final String CHANNEL = "sessions";
    private static final String SESSION_UPDATE = "SESSION_UPDATE";
    private static final String STARTED = "session.started";
    private static final String STOPPED = "session.stopped";

    private static final String STOPPED_BY_MANAGER = "session.stopped-by-manager";

    private static final Logger LOG = LoggerFactory.getLogger(SessionFeed.class);

    private final OrganizationFeed feed;
    private final SessionLists sessions;
    private final SessionUpdates updates;

    SessionFeed(OrganizationFeed feed, SessionLists sessions, Background background) {
        this.feed = feed;
        this.sessions = sessions;
        this.updates = new SessionUpdates(background, this::send);
    }

    /** The types of the events. */
    @Factory
    static final class Types {
        @Bean
        @Singleton
        FeedTypes sessionTypes() {
            return FeedTypes.reserved(
                    EventType.of(STARTED, "▶", "#15803d", "{actor} started working"),
                    EventType.of(STOPPED, "⏹", "#64748b", "{actor} stopped working after {worked}"),
                    EventType.of(
                            STOPPED_BY_MANAGER,
                            "⏹",
                            "#b45309",
                            "{actor} stopped a forgotten session after {worked}: {reason}"));
        }
    }

    static ActivityEvent started(Session session) {
        return event(session, STARTED, Map.of());
    }

    static ActivityEvent stopped(Session session) {
        // For everybody: no more of the person's times than when they start and stop.
        return event(session, STOPPED, Map.of("worked", words(session)));
    }

    /** For the person, who did not do it themselves, and whoever may see their data. */
    static ActivityEvent stoppedByManager(Session session, UUID managerId, String reason) {
        return ActivityEvent.builder(STOPPED_BY_MANAGER)
                .actor(managerId.toString())
                .entity("session", session.id().toString())
                .metadata(Map.of("worked", words(session), "reason", reason))
                .audience(Audience.aboutPerson(session.userId()).toArray(String[]::new))
                .build();
    }

    private static ActivityEvent event(Session session, String type, Map<String, ?> metadata) {
        return ActivityEvent.builder(type)
                .actor(session.userId().toString())
                .entity("session", session.id().toString())
                .metadata(metadata)
                .build();
    }

    private static String words(Session session) {
        Instant end = session.endTime() == null ? session.startTime() : session.endTime();
        Duration worked = Duration.between(session.startTime(), end);
        if (worked.toHours() > 0) {
            return worked.toHours() + " h " + worked.toMinutesPart() + " min";
        }
        return worked.toMinutes() > 0 ? worked.toMinutes() + " min" : worked.toSeconds() + " s";
    }

    /** The change is committed: what fails here is logged, and not answered to who made it. */
    @TransactionalEventListener
    void changed(SessionChanged changed) {
        try {
            if (changed.change() == SessionChanged.Change.REMOVED) {
                Session session = changed.session();
                feed.changed(CHANNEL, session.organizationId(), session.id().toString(), null);
            } else {
                updates.changed(changed.session());
            }
        } catch (RuntimeException e) {
            LOG.error("The change of session {} could not be shown", changed.session().id(), e);
        }
    }

    private void send(Session session) {
        feed.changed(CHANNEL, session.organizationId(), session.id().toString(), SESSION_UPDATE);
    }

    @Override
    public String name() {
        return CHANNEL;
    }

    @Override
    public Collection<LiveItem> items(UUID organizationId) {
        return sessions.active(organizationId).stream().map(SessionFeed::item).toList();
    }

    @Override
    public Collection<LiveItem> items(UUID organizationId, Set<String> ids) {
        return sessions.these(organizationId, ids.stream().map(UUID::fromString).toList()).stream()
                .map(SessionFeed::item)
                .toList();
    }

    /** Nodes know of each other's changes, not when each of them told its own. */
    @Override
    public Duration leastInterval() {
        return SessionUpdates.INTERVAL;
    }

    private static LiveItem item(Session session) {
        LiveItem item =
                new LiveItem(
                        session.id().toString(), session, Audience.aboutPerson(session.userId()));
        // The last state is told; it is none of the running ones any more.
        return session.status() == SessionStatus.ACTIVE ? item : item.last();
    }
}
