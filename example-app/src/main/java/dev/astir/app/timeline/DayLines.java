package dev.astir.app.timeline;

import dev.astir.app.days.Day;
import dev.astir.app.timeline.DayLine.Media;
import dev.astir.app.timeline.Recorded.Stretch;
import dev.astir.app.timeline.Recorded.Work;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/**
 * Reads the days of people and makes a line of each, in the caller's transaction. A session that
 * runs is open: nobody knows yet how its line goes on. Thread-safe.
 */
@Singleton
public class DayLines {

    private final RecordedTime recorded;

    DayLines(RecordedTime recorded) {
        this.recorded = recorded;
    }

    /**
     * A day of a person.
     *
     * @param nightShifts whether work over midnight belongs to the day on which its session began
     * @param asOf up to when a session that runs is part of the line; null for as long as something
     *     else is known
     */
    public DayLine of(
            UUID organizationId,
            UUID personId,
            Day day,
            boolean nightShifts,
            @Nullable Instant asOf) {
        long midnight = day.start().toEpochMilli();
        long next = day.end().toEpochMilli();
        List<Work> sessions = recorded.sessions(organizationId, personId, day.start(), day.end());
        long start = nightShifts ? shifted(sessions, midnight) : midnight;
        long end = nightShifts ? shifted(sessions, next) : next;
        if (start >= end) {
            return new DayLine(day, start, start, List.of(), List.of(), null, 0);
        }
        Instant from = Instant.ofEpochMilli(start);
        @Nullable Instant to = end == Long.MAX_VALUE ? null : Instant.ofEpochMilli(end);
        Recorded found = recorded.of(organizationId, personId, from, to, sessions);
        @Nullable Long openFrom = openFrom(found, start, end);
        if (openFrom != null && asOf != null) {
            openFrom = Math.min(end, Math.max(openFrom, asOf.toEpochMilli()));
        }
        Recorded known = openFrom == null ? found : found.withRunningUntil(openFrom);
        long until = openFrom == null ? end : Math.min(end, openFrom);
        List<Segment> line = DaySweep.line(known, start, until);
        int count = (int) sessions.stream().filter(s -> s.start() < end && s.end() > start).count();
        return new DayLine(day, start, end, line, media(found, start, end), openFrom, count);
    }

    /** When the session began that runs over the midnight with which the day begins. */
    public Optional<Instant> startOfSessionOver(UUID organizationId, UUID personId, Day day) {
        long midnight = day.start().toEpochMilli();
        return recorded.sessions(organizationId, personId, day.start(), day.end()).stream()
                .filter(session -> session.start() < midnight && session.end() > midnight)
                .map(session -> Instant.ofEpochMilli(session.start()))
                .findFirst();
    }

    /** The end of the session that runs over this midnight; the midnight if none does. */
    private static long shifted(List<Work> sessions, long midnight) {
        return sessions.stream()
                .filter(session -> session.start() < midnight && session.end() > midnight)
                .mapToLong(Work::end)
                .findFirst()
                .orElse(midnight);
    }

    /** The end of all that is known of the day while a session runs. */
    private static @Nullable Long openFrom(Recorded found, long start, long end) {
        return found.sessions().stream()
                .filter(session -> session.isRunning() && session.start() < end)
                .findFirst()
                .map(running ->
                        LongStream.concat(
                                        LongStream.of(running.start(), start),
                                        LongStream.concat(
                                                found.stretches().stream().mapToLong(Stretch::end),
                                                found.statements().stream()
                                                        .mapToLong(Recorded.Statement::end)))
                                .max()
                                .getAsLong())
                .filter(open -> open < end)
                .orElse(null);
    }

    private static List<Media> media(Recorded found, long start, long end) {
        List<Media> played = new ArrayList<>();
        found.stretches().stream()
                .filter(stretch -> stretch.media() != null)
                .sorted(Comparator.comparingLong(Stretch::start))
                .forEach(stretch -> {
                    Media next =
                            new Media(
                                    Math.max(start, stretch.start()),
                                    Math.min(end, stretch.end()),
                                    String.valueOf(stretch.media()));
                    Media last = played.isEmpty() ? null : played.getLast();
                    if (last != null
                            && last.media().equals(next.media())
                            && next.start() <= last.end()) {
                        played.removeLast();
                        next =
                                new Media(
                                        last.start(),
                                        Math.max(last.end(), next.end()),
                                        next.media());
                    }
                    played.add(next);
                });
        return played;
    }
}
