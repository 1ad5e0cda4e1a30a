package dev.astir.app.timeline;

import dev.astir.app.days.Day;
import dev.astir.app.timeline.DayLine.Media;
import dev.astir.app.timeline.Recorded.Stretch;
import dev.astir.app.timeline.Recorded.Work;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
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
    private final RecordedTimes manyRecorded;

    DayLines(RecordedTime recorded, RecordedTimes manyRecorded) {
        this.recorded = recorded;
        this.manyRecorded = manyRecorded;
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
        List<Work> sessions = recorded.sessions(organizationId, personId, day.start(), day.end());
        Span span = span(day, sessions, nightShifts);
        return span.isEmpty()
                ? empty(day, span)
                : line(
                        day,
                        span,
                        recorded.of(organizationId, personId, span.from(), span.to(), sessions),
                        asOf);
    }

    /**
     * A day of each of these people, read at once and without what they did in it: the segments
     * have no applications, and nothing is known of media.
     *
     * @param asOf as for one
     */
    public Map<UUID, DayLine> ofEach(
            UUID organizationId, Map<UUID, Day> days, boolean nightShifts, Instant asOf) {
        Map<UUID, List<Work>> sessions = manyRecorded.sessions(organizationId, days);
        Map<UUID, Span> spans = new LinkedHashMap<>();
        days.forEach((person, day) ->
                spans.put(
                        person, span(day, sessions.getOrDefault(person, List.of()), nightShifts)));
        Map<UUID, Recorded> found = manyRecorded.of(organizationId, spans, sessions);
        Map<UUID, DayLine> lines = new LinkedHashMap<>();
        spans.forEach((person, span) -> {
            Day day = Objects.requireNonNull(days.get(person));
            lines.put(
                    person,
                    span.isEmpty()
                            ? empty(day, span)
                            : line(day, span, Objects.requireNonNull(found.get(person)), asOf));
        });
        return lines;
    }

    /**
     * Where the line of a day begins and ends.
     *
     * @param end {@link Long#MAX_VALUE} while a night shift goes on
     */
    record Span(long start, long end) {

        boolean isEmpty() {
            return start >= end;
        }

        Instant from() {
            return Instant.ofEpochMilli(start);
        }

        /** Null while a night shift goes on. */
        @Nullable Instant to() {
            return end == Long.MAX_VALUE ? null : Instant.ofEpochMilli(end);
        }
    }

    private static Span span(Day day, List<Work> sessions, boolean nightShifts) {
        long midnight = day.start().toEpochMilli();
        long next = day.end().toEpochMilli();
        return nightShifts
                ? new Span(shifted(sessions, midnight), shifted(sessions, next))
                : new Span(midnight, next);
    }

    private static DayLine empty(Day day, Span span) {
        return new DayLine(day, span.start(), span.start(), List.of(), List.of(), null, 0);
    }

    private static DayLine line(Day day, Span span, Recorded found, @Nullable Instant asOf) {
        long start = span.start();
        long end = span.end();
        @Nullable Long openFrom = openFrom(found, start, end);
        if (openFrom != null && asOf != null) {
            openFrom = Math.min(end, Math.max(openFrom, asOf.toEpochMilli()));
        }
        Recorded known = openFrom == null ? found : found.withRunningUntil(openFrom);
        long until = openFrom == null ? end : Math.min(end, openFrom);
        List<Segment> line = DaySweep.line(known, start, until);
        int count =
                (int)
                        found.sessions().stream()
                                .filter(s -> s.start() < end && s.end() > start)
                                .count();
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
