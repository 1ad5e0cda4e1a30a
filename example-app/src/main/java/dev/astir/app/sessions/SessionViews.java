package dev.astir.app.sessions;

import dev.astir.app.identity.Caller;
import dev.astir.app.trail.Trail;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Remembers who looked at whose sessions, before they are shown: what cannot be remembered is not
 * shown. Thread-safe.
 */
@Singleton
class SessionViews {

    private final Trail trail;

    SessionViews(Trail trail) {
        this.trail = trail;
    }

    /**
     * Somebody is about to see a list. Its period is remembered in whole days: each other moment
     * would be another look.
     *
     * @param userId whose they asked for; an empty list tells something of them, too
     */
    void list(
            Caller caller,
            @Nullable UUID userId,
            @Nullable Instant from,
            @Nullable Instant to,
            List<Session> shown) {
        Map<String, Object> period = new LinkedHashMap<>();
        if (from != null) {
            period.put("from", from.truncatedTo(ChronoUnit.DAYS).toString());
        }
        if (to != null) {
            // The last moment of it is in the day before this midnight.
            period.put(
                    "to",
                    to.minusNanos(1)
                            .truncatedTo(ChronoUnit.DAYS)
                            .plus(Duration.ofDays(1))
                            .toString());
        }
        Set<UUID> people = people(shown);
        if (userId != null) {
            people.add(userId);
        }
        trail.viewed(caller.actor(), people, "sessions", period);
    }

    /** Somebody is about to see one, with all that was done in it. */
    void one(Caller caller, Session session) {
        trail.viewed(
                caller.actor(),
                Set.of(session.userId()),
                "session",
                Map.of("sessionId", session.id().toString()));
    }

    /** Somebody is about to see who works now. */
    void running(Caller caller, List<Session> shown) {
        trail.viewed(caller.actor(), people(shown), "running-sessions", Map.of());
    }

    private static Set<UUID> people(List<Session> shown) {
        Set<UUID> people = new HashSet<>();
        shown.forEach(session -> people.add(session.userId()));
        return people;
    }
}
