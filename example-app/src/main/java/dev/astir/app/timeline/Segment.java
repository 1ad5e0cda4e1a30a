package dev.astir.app.timeline;

import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A stretch of a person's time in which nothing changed: each instant is in one of them at most.
 * Immutable.
 *
 * @param start milliseconds since 1970
 * @param end the first millisecond after it
 * @param decision what the person stated of it; null where nothing was, or where it was not needed
 * @param session in which it lies; null outside of sessions
 */
public record Segment(
        long start,
        long end,
        State state,
        @Nullable Decision decision,
        @Nullable UUID session,
        @Nullable UUID projectId,
        @Nullable UUID taskId,
        @Nullable String app,
        @Nullable String site,
        @Nullable String title,
        @Nullable String url) {

    /** What a stretch of time was. */
    public enum State {
        /** Somebody worked. */
        ACTIVE,
        /** Somebody worked, in what is theirs to know. */
        PRIVATE,
        /** Nobody typed or nothing was recorded, and the person says that it was work. */
        STATED,
        /** Nobody typed. */
        IDLE,
        /** Nobody typed or nothing was recorded, and the person says that it was no work. */
        DISCARDED,
        /** In a session, and nothing was recorded. */
        UNRECORDED;

        /** Whether it counts as worked. */
        public boolean isWorked() {
            return this == ACTIVE || this == PRIVATE || this == STATED;
        }
    }

    /** What people say of a stretch of a session. */
    public enum Decision {
        /** It was work on the session's project. */
        KEEP,
        /** It was no work. */
        DISCARD,
        /** It was work on another project. */
        REASSIGN,
        /** It was work, and the session was corrected or made by hand to have it. */
        HAND
    }

    /** How long it lasted. */
    public long millis() {
        return end - start;
    }

    /** Whether the other follows at once and is the same but for its time. */
    boolean isContinuedBy(Segment next) {
        return end == next.start && equals(next.from(start).until(end));
    }

    Segment from(long otherStart) {
        return new Segment(
                otherStart,
                end,
                state,
                decision,
                session,
                projectId,
                taskId,
                app,
                site,
                title,
                url);
    }

    Segment until(long otherEnd) {
        return new Segment(
                start, otherEnd, state, decision, session, projectId, taskId, app, site, title,
                url);
    }

    /** Whether it is of the same session as another one. */
    boolean isOfSameSession(Segment other) {
        return Objects.equals(session, other.session);
    }
}
