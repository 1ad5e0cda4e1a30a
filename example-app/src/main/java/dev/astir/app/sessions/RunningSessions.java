package dev.astir.app.sessions;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

/** Tells who works now, in the caller's transaction of the organization. Thread-safe. */
@Singleton
public class RunningSessions {

    private final SessionRepository rows;

    RunningSessions(SessionRepository rows) {
        this.rows = rows;
    }

    /** Since when, of those of these people who have a session running. */
    public Map<UUID, Instant> starts(UUID organizationId, Collection<UUID> people) {
        return rows.running(organizationId, people.toArray(UUID[]::new)).stream()
                .collect(Collectors.toMap(Session::userId, Session::startTime));
    }

    /** The sessions of those of these people who have one running. */
    public Map<UUID, Session> of(UUID organizationId, Collection<UUID> people) {
        return rows.running(organizationId, people.toArray(UUID[]::new)).stream()
                .collect(Collectors.toMap(Session::userId, session -> session));
    }
}
