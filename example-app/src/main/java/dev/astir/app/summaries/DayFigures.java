package dev.astir.app.summaries;

import dev.astir.app.timeline.DayLine;
import dev.astir.app.timeline.Segment;
import dev.astir.app.timeline.Segment.State;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What one line of a day comes to, in milliseconds. All figures are sums over the same segments, so
 * that what belongs together adds up. Immutable.
 *
 * @param workMillis in sessions, or worked outside of them; nothing that was discarded
 * @param hours worked time by the hour of the local clock, 24 of them; an hour that comes twice has
 *     the time of both
 */
public record DayFigures(
        DayLine line,
        long activeMillis,
        long privateMillis,
        long statedMillis,
        long idleMillis,
        long undecidedMillis,
        long discardedMillis,
        long workMillis,
        @Nullable Long firstActive,
        @Nullable Long lastActive,
        List<Long> hours,
        Map<UsageKey, Long> usage) {

    /** What time is told apart by; empty texts stand for none. Immutable. */
    public record UsageKey(
            String kind,
            String app,
            String site,
            @Nullable UUID projectId,
            @Nullable UUID taskId,
            @Nullable UUID ruleId) {}

    /** Which rule that looks at more than application and site matches a segment first. */
    public interface Rules {
        /** No such rules. */
        Rules NONE = segment -> null;

        @Nullable UUID match(Segment segment);
    }

    /**
     * @param leastUndecidedMillis how long nobody must have typed for the person to be asked
     */
    static DayFigures of(DayLine line, long leastUndecidedMillis, Rules rules) {
        Map<UsageKey, Long> usage = new LinkedHashMap<>();
        Map<State, Long> states = new LinkedHashMap<>();
        Long[] hours = new Long[24];
        Arrays.fill(hours, 0L);
        long work = 0;
        Long first = null;
        Long last = null;
        for (Segment segment : line.segments()) {
            states.merge(segment.state(), segment.millis(), Long::sum);
            boolean isWorked = segment.state().isWorked();
            if (isWorked) {
                first = first == null ? segment.start() : first;
                last = segment.end();
                addHours(hours, segment, line.day().zone());
            }
            if (isWorked || segment.session() != null && segment.state() != State.DISCARDED) {
                work += segment.millis();
            }
            if (isWorked || segment.state() == State.IDLE) {
                usage.merge(key(segment, rules), segment.millis(), Long::sum);
            }
        }
        long undecided =
                line.undecided(leastUndecidedMillis).stream()
                        .mapToLong(DayLine.Undecided::millis)
                        .sum();
        long hidden = states.getOrDefault(State.PRIVATE, 0L);
        long stated = states.getOrDefault(State.STATED, 0L);
        return new DayFigures(
                line,
                states.getOrDefault(State.ACTIVE, 0L) + hidden + stated,
                hidden,
                stated,
                states.getOrDefault(State.IDLE, 0L),
                undecided,
                states.getOrDefault(State.DISCARDED, 0L),
                work,
                first,
                last,
                List.of(hours),
                usage);
    }

    private static UsageKey key(Segment segment, Rules rules) {
        String kind =
                switch (segment.state()) {
                    case ACTIVE -> "active";
                    case PRIVATE -> "private";
                    case STATED -> "stated";
                    default -> "idle";
                };
        return new UsageKey(
                kind,
                segment.app() == null ? "" : segment.app(),
                segment.site() == null ? "" : segment.site(),
                segment.projectId(),
                segment.taskId(),
                segment.state() == State.ACTIVE ? rules.match(segment) : null);
    }

    private static void addHours(Long[] hours, Segment segment, ZoneId zone) {
        long at = segment.start();
        while (at < segment.end()) {
            ZonedDateTime local = Instant.ofEpochMilli(at).atZone(zone);
            long next = local.truncatedTo(ChronoUnit.HOURS).plusHours(1).toInstant().toEpochMilli();
            long until = Math.min(segment.end(), Math.max(next, at + 1));
            hours[local.getHour()] += until - at;
            at = until;
        }
    }
}
