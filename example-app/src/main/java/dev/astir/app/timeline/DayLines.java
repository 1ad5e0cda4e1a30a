package dev.astir.app.timeline;

import dev.astir.app.days.ClosedWeek;
import dev.astir.app.days.ClosedWeeks;
import dev.astir.app.days.Day;
import dev.astir.app.timeline.DayLine.Media;
import dev.astir.app.timeline.Recorded.Stretch;
import dev.astir.app.timeline.Recorded.Work;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
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
    private final ClosedWeeks weeks;

    DayLines(RecordedTime recorded, RecordedTimes manyRecorded, ClosedWeeks weeks) {
        this.recorded = recorded;
        this.manyRecorded = manyRecorded;
        this.weeks = weeks;
    }

    /**
     * A day of a person.
     *
     * @param nightShifts whether work over midnight belongs to the day on which its session began;
     *     a day of a closed week is as it was approved
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
        DaySpan span =
                DaySpan.of(
                        day,
                        sessions,
                        nightShifts,
                        closedAround(organizationId, Map.of(personId, day))
                                .getOrDefault(personId, List.of()));
        return span.isEmpty()
                ? empty(day, span)
                : line(
                        day,
                        span,
                        recorded.of(
                                organizationId,
                                personId,
                                span.from(),
                                span.to(),
                                of(organizationId, personId, day, span, sessions)),
                        asOf);
    }

    /** The sessions of a span, which may reach beyond its day. */
    private List<Work> of(
            UUID organizationId, UUID personId, Day day, DaySpan span, List<Work> sessions) {
        @Nullable Instant to = span.to();
        return to == null || !to.isAfter(day.end())
                ? sessions
                : recorded.sessions(organizationId, personId, span.from(), to);
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
        Map<UUID, List<ClosedWeek>> closed = closedAround(organizationId, days);
        Map<UUID, DaySpan> spans = new LinkedHashMap<>();
        days.forEach((person, day) ->
                spans.put(
                        person,
                        DaySpan.of(
                                day,
                                sessions.getOrDefault(person, List.of()),
                                nightShifts,
                                closed.getOrDefault(person, List.of()))));
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

    private static DayLine empty(Day day, DaySpan span) {
        return new DayLine(
                day, span.start(), span.start(), span.week(), List.of(), List.of(), null, 0);
    }

    private Map<UUID, List<ClosedWeek>> closedAround(UUID organizationId, Map<UUID, Day> days) {
        Map<UUID, LocalDate> dates = new HashMap<>();
        days.forEach((person, day) -> dates.put(person, day.date()));
        return weeks.around(organizationId, dates);
    }

    private static DayLine line(Day day, DaySpan span, Recorded found, @Nullable Instant asOf) {
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
        return new DayLine(
                day, start, end, span.week(), line, media(found, start, end), openFrom, count);
    }

    /**
     * When the session began that runs over the midnight with which the day begins, where such
     * midnights are moved: by the organization, or by a closed week around the day.
     */
    public Optional<Instant> startOfShiftOver(
            UUID organizationId, UUID personId, Day day, boolean nightShifts) {
        boolean isMoved =
                nightShifts
                        || closedAround(organizationId, Map.of(personId, day)).values().stream()
                                .flatMap(List::stream)
                                .anyMatch(ClosedWeek::nightShifts);
        return isMoved
                ? DaySpan.over(
                                day.start().toEpochMilli(),
                                recorded.sessions(organizationId, personId, day.start(), day.end()))
                        .map(session -> Instant.ofEpochMilli(session.start()))
                : Optional.empty();
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
