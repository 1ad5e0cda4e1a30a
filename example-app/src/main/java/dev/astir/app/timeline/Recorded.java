package dev.astir.app.timeline;

import dev.astir.app.timeline.Segment.Decision;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What is known of some time of a person, as it was recorded and stated; all times in milliseconds
 * since 1970, ends not included. Immutable.
 */
record Recorded(List<Stretch> stretches, List<Work> sessions, List<Statement> statements) {

    Recorded {
        stretches = List.copyOf(stretches);
        sessions = List.copyOf(sessions);
        statements = List.copyOf(statements);
    }

    /** The same with the session that runs ended there. */
    Recorded withRunningUntil(long end) {
        return new Recorded(
                stretches,
                sessions.stream()
                        .map(work ->
                                work.isRunning()
                                        ? new Work(
                                                work.id(),
                                                work.start(),
                                                end,
                                                work.projectId(),
                                                work.taskId(),
                                                false)
                                        : work)
                        .toList(),
                statements);
    }

    /** What a device or a client recorded. */
    record Stretch(
            UUID id,
            long start,
            long end,
            Interval.Kind kind,
            @Nullable String app,
            @Nullable String site,
            @Nullable String title,
            @Nullable String url,
            @Nullable String media) {}

    /**
     * A session; those of a person do not overlap.
     *
     * @param end {@link Long#MAX_VALUE} while it runs
     * @param isManual whether it was made by hand when it was over
     */
    record Work(
            UUID id,
            long start,
            long end,
            @Nullable UUID projectId,
            @Nullable UUID taskId,
            boolean isManual) {

        boolean isRunning() {
            return end == Long.MAX_VALUE;
        }
    }

    /** What the person stated of a stretch; those of a person do not overlap. */
    record Statement(long start, long end, Decision decision, @Nullable UUID projectId) {}
}
