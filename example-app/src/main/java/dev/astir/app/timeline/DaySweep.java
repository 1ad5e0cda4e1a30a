package dev.astir.app.timeline;

import dev.astir.app.timeline.Recorded.Statement;
import dev.astir.app.timeline.Recorded.Stretch;
import dev.astir.app.timeline.Recorded.Work;
import dev.astir.app.timeline.Segment.Decision;
import dev.astir.app.timeline.Segment.State;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Makes one line of what several devices recorded, of sessions and of statements. Active comes
 * before private, and that before idle; of two that are alike the later start wins, and the earlier
 * resumes when it ends. Stateless but for one run; for one thread.
 */
final class DaySweep {

    private static final Comparator<Stretch> BEST_FIRST =
            Comparator.comparingInt((Stretch stretch) -> rank(stretch.kind()))
                    .thenComparing(Comparator.comparingLong(Stretch::start).reversed())
                    .thenComparing(Stretch::id);

    private static int rank(Interval.Kind kind) {
        return switch (kind) {
            case ACTIVE -> 0;
            case PRIVATE -> 1;
            case IDLE -> 2;
        };
    }

    private final List<Work> sessions;
    private final List<Statement> statements;

    /**
     * Made by hand, and nothing was recorded in what is swept of them: their word is all there is.
     */
    private final Set<UUID> byHand;

    private final List<Segment> line = new ArrayList<>();
    private int session;
    private int statement;

    private DaySweep(Recorded recorded, List<Stretch> stretches, long from, long to) {
        sessions =
                recorded.sessions().stream().sorted(Comparator.comparingLong(Work::start)).toList();
        statements =
                recorded.statements().stream()
                        .sorted(Comparator.comparingLong(Statement::start))
                        .toList();
        byHand =
                sessions.stream()
                        .filter(Work::isManual)
                        .filter(work ->
                                stretches.stream()
                                        .noneMatch(each ->
                                                each.start() < Math.min(to, work.end())
                                                        && each.end()
                                                                > Math.max(from, work.start())))
                        .map(Work::id)
                        .collect(Collectors.toSet());
    }

    /**
     * The line from one instant up to another, in order and without overlap.
     *
     * @param from milliseconds since 1970
     * @param to the first millisecond that does not belong to it
     */
    static List<Segment> line(Recorded recorded, long from, long to) {
        List<Stretch> stretches =
                recorded.stretches().stream()
                        .filter(each ->
                                each.end() > from && each.start() < to && each.end() > each.start())
                        .sorted(Comparator.comparingLong(Stretch::start))
                        .toList();
        DaySweep sweep = new DaySweep(recorded, stretches, from, to);
        sweep.run(stretches, from, to);
        return List.copyOf(sweep.line);
    }

    private void run(List<Stretch> coming, long from, long to) {
        PriorityQueue<Stretch> open = new PriorityQueue<>(BEST_FIRST);
        long at = from;
        int next = 0;
        while (at < to) {
            while (next < coming.size() && coming.get(next).start() <= at) {
                open.add(coming.get(next++));
            }
            while (!open.isEmpty() && open.peek().end() <= at) {
                open.remove();
            }
            long until = next < coming.size() ? Math.min(to, coming.get(next).start()) : to;
            Stretch best = open.peek();
            if (best != null) {
                until = Math.min(until, best.end());
            }
            cut(best, at, until);
            at = until;
        }
    }

    /** Cuts a stretch, or a gap, at the borders of sessions and statements. */
    private void cut(@Nullable Stretch stretch, long from, long to) {
        long at = from;
        while (at < to) {
            while (session < sessions.size() && sessions.get(session).end() <= at) {
                session++;
            }
            while (statement < statements.size() && statements.get(statement).end() <= at) {
                statement++;
            }
            long until = to;
            Work work = null;
            if (session < sessions.size()) {
                Work candidate = sessions.get(session);
                if (candidate.start() <= at) {
                    work = candidate;
                    until = Math.min(until, candidate.end());
                } else {
                    until = Math.min(until, candidate.start());
                }
            }
            Statement stated = null;
            if (statement < statements.size()) {
                Statement candidate = statements.get(statement);
                if (candidate.start() <= at) {
                    stated = candidate;
                    until = Math.min(until, candidate.end());
                } else {
                    until = Math.min(until, candidate.start());
                }
            }
            add(stretch, work, stated, at, until);
            at = until;
        }
    }

    private void add(
            @Nullable Stretch stretch,
            @Nullable Work work,
            @Nullable Statement stated,
            long from,
            long to) {
        State state = state(stretch, work, stated);
        if (state == null) {
            return;
        }
        boolean isRecorded = state == State.ACTIVE || state == State.PRIVATE;
        Decision decision =
                isRecorded || work == null
                        ? null
                        : stated != null
                                ? stated.decision()
                                : state == State.STATED ? Decision.HAND : null;
        boolean isShown = state == State.ACTIVE || state == State.IDLE;
        @Nullable Stretch shown = isShown ? stretch : null;
        // Work on another project than the session's is on none of its tasks.
        @Nullable Statement moved = decision == Decision.REASSIGN ? stated : null;
        @Nullable Work of = moved == null ? work : null;
        Segment segment =
                new Segment(
                        from,
                        to,
                        state,
                        decision,
                        work == null ? null : work.id(),
                        moved != null ? moved.projectId() : of == null ? null : of.projectId(),
                        of == null ? null : of.taskId(),
                        shown == null ? null : shown.app(),
                        shown == null ? null : shown.site(),
                        shown == null ? null : shown.title(),
                        shown == null ? null : shown.url());
        if (!line.isEmpty() && line.getLast().isContinuedBy(segment)) {
            line.set(line.size() - 1, line.getLast().until(to));
        } else {
            line.add(segment);
        }
    }

    private @Nullable State state(
            @Nullable Stretch stretch, @Nullable Work work, @Nullable Statement stated) {
        if (stretch != null && stretch.kind() == Interval.Kind.ACTIVE) {
            return State.ACTIVE;
        }
        if (stretch != null && stretch.kind() == Interval.Kind.PRIVATE) {
            return State.PRIVATE;
        }
        if (work != null && stated != null) {
            return stated.decision() == Decision.DISCARD ? State.DISCARDED : State.STATED;
        }
        if (stretch != null) {
            return State.IDLE;
        }
        if (work == null) {
            return null;
        }
        return byHand.contains(work.id()) ? State.STATED : State.UNRECORDED;
    }
}
