package dev.astir.protocol;

import com.fasterxml.jackson.annotation.JsonValue;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The bodies by which an agent asks its person what idle time was: {@code GET /api/agent/idle}
 * tells what waits for a decision, {@code POST /api/agent/idle} carries one. All are immutable.
 */
public final class Idle {

    private static final int MAX_NAME_LENGTH = 255;
    private static final int MAX_ZONE_LENGTH = 64;

    /**
     * A stretch of a work session in which nobody typed, and of which its person has not said what
     * it was.
     *
     * @param sessionId the session
     * @param from its first instant, by the server's clock
     * @param to the first instant after it
     * @param seconds how long it lasted
     * @param projectId what the session is for; null for nothing in particular
     */
    public record Stretch(
            UUID sessionId, Instant from, Instant to, long seconds, @Nullable UUID projectId) {

        /**
         * @throws InvalidMessageException if a part is missing or a bound is broken
         */
        public Stretch {
            check(sessionId, from, to, seconds);
        }

        static void check(UUID sessionId, Instant from, Instant to, long seconds) {
            Bounds.present("sessionId", sessionId, "a UUID");
            Bounds.present("from", from, "an ISO-8601 instant");
            Bounds.present("to", to, "an ISO-8601 instant");
            if (!from.isBefore(to)) {
                throw new InvalidMessageException(
                        "to", to.toString(), "an instant after from, " + from);
            }
            Bounds.between("seconds", seconds, 0, Long.MAX_VALUE);
        }
    }

    /** A project that time can be given to. */
    public record Project(UUID id, String name) {

        /**
         * @throws InvalidMessageException if a bound is broken
         */
        public Project {
            Bounds.present("id", id, "a UUID");
            Bounds.required("name", name, MAX_NAME_LENGTH);
        }
    }

    /**
     * The answer of {@code GET /api/agent/idle}.
     *
     * @param items what waits, the earliest first; at most {@value #MAX_ITEMS}
     * @param projects the organization's, by name, when anything waits; at most {@value
     *     #MAX_PROJECTS}
     * @param timeZone the person's, by its IANA name
     */
    public record Waiting(List<Stretch> items, List<Project> projects, String timeZone) {

        public static final int MAX_ITEMS = 200;
        public static final int MAX_PROJECTS = 1_000;

        /**
         * @throws InvalidMessageException if a bound is broken
         */
        public Waiting {
            Bounds.size("items", items, MAX_ITEMS);
            Bounds.size("projects", projects, MAX_PROJECTS);
            checkZone(timeZone);
            items = List.copyOf(items);
            projects = List.copyOf(projects);
        }
    }

    /** What a stretch was. */
    public enum Decision {
        /** Work, though nobody typed. */
        KEEP,
        /** No work. */
        DISCARD,
        /** Work on another project. */
        REASSIGN;

        /** The name on the wire. */
        @JsonValue
        public String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * The body of {@code POST /api/agent/idle}.
     *
     * @param sessionId the session
     * @param from the first instant of the stretch
     * @param to the first instant after it
     * @param decision what it was
     * @param projectId of what is reassigned; null otherwise
     */
    public record Answer(
            UUID sessionId, Instant from, Instant to, Decision decision, @Nullable UUID projectId) {

        /**
         * @throws InvalidMessageException if a part is missing
         */
        public Answer {
            Bounds.present("sessionId", sessionId, "a UUID");
            Bounds.present("from", from, "an ISO-8601 instant");
            Bounds.present("to", to, "an ISO-8601 instant");
            Bounds.present("decision", decision, "keep, discard, reassign");
        }
    }

    static void checkZone(String timeZone) {
        Bounds.required("timeZone", timeZone, MAX_ZONE_LENGTH);
    }

    private Idle() {}
}
