package dev.astir.app.feed;

import dev.astir.app.presence.Presence;
import dev.astir.app.presence.PresenceChanged;
import dev.astir.app.presence.PresenceService;
import dev.astir.app.sessions.Session;
import dev.astir.app.sessions.SessionChanged;
import dev.astir.app.sessions.SessionStatus;
import dev.astir.app.sessions.Sessions;
import dev.astir.stream.ActivityStream;
import dev.astir.stream.feed.EphemeralChannel;
import dev.astir.stream.feed.EphemeralItem;
import dev.astir.stream.feed.FeedAccess;
import io.micronaut.context.annotation.Context;
import io.micronaut.json.JsonMapper;
import io.micronaut.runtime.event.annotation.EventListener;
import io.micronaut.scheduling.TaskScheduler;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.Set;
import java.util.UUID;

/**
 * The ephemeral channels: {@code presence}, for everybody in the organization, and {@code
 * sessions}, the running ones, for managers and the person. Thread-safe.
 */
@Context
class LiveChannels {

    static final String SESSION_UPDATE = "SESSION_UPDATE";

    private final PresenceService presence;
    private final Sessions sessions;
    private final JsonMapper json;
    private final EphemeralChannel presenceChannel;
    private final EphemeralChannel sessionChannel;
    private final SessionUpdates updates;

    LiveChannels(
            ActivityStream stream,
            PresenceService presence,
            Sessions sessions,
            JsonMapper json,
            TaskScheduler scheduler) {
        this.presence = presence;
        this.sessions = sessions;
        this.json = json;
        this.presenceChannel = stream.hub().ephemeral("presence", this::presentPeople);
        this.sessionChannel = stream.hub().ephemeral("sessions", this::runningSessions);
        this.updates = new SessionUpdates(scheduler::schedule, this::send);
    }

    @EventListener
    void presenceChanged(PresenceChanged changed) {
        presenceChannel.put(
                Readers.feed(changed.organizationId()),
                item(changed.presence()),
                changed.turn().map(Enum::name).orElse(null));
    }

    @EventListener
    void sessionChanged(SessionChanged changed) {
        updates.changed(changed.session());
    }

    private void send(Session session) {
        String feed = Readers.feed(session.organizationId());
        EphemeralItem item = item(session);
        sessionChannel.put(feed, item, SESSION_UPDATE);
        if (session.status() != SessionStatus.ACTIVE) {
            // The last state was told; it is none of the running ones any more.
            sessionChannel.remove(feed, item.id(), item.audience());
        }
    }

    private Collection<EphemeralItem> presentPeople(FeedAccess access) {
        return presence.everybody(organization(access)).stream().map(this::item).toList();
    }

    private Collection<EphemeralItem> runningSessions(FeedAccess access) {
        return sessions.active(organization(access)).stream().map(this::item).toList();
    }

    private EphemeralItem item(Presence person) {
        return EphemeralItem.of(person.userId().toString(), write(person));
    }

    private EphemeralItem item(Session session) {
        return new EphemeralItem(
                session.id().toString(),
                Set.of(Readers.MANAGERS, Readers.user(session.userId())),
                write(session));
    }

    private static UUID organization(FeedAccess access) {
        return UUID.fromString(access.feed());
    }

    private String write(Object item) {
        try {
            return json.writeValueAsString(item);
        } catch (IOException e) {
            throw new UncheckedIOException("An item could not be written to memory", e);
        }
    }
}
