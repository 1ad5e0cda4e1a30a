package dev.astir.app.timeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.astir.app.days.ClosedWeek;
import dev.astir.app.days.Day;
import dev.astir.app.days.PersonCalendar;
import dev.astir.app.timeline.Recorded.Work;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/**
 * Where days begin and end: whatever is closed and chosen, no instant is in two days or in none.
 */
class DaySpanTest {

    private static final PersonCalendar CALENDAR = PersonCalendar.of(ZoneId.of("Europe/Berlin"));
    private static final LocalDate FIRST = LocalDate.of(2026, 10, 5);
    private static final int WEEKS = 6;

    @Test
    void eachInstantIsInOneDayHoweverWeeksAreClosed() {
        for (int seed = 0; seed < 500; seed++) {
            Random random = new Random(seed);
            List<Work> sessions = sessions(random);
            List<ClosedWeek> closed = new ArrayList<>();
            for (int i = 0; i < WEEKS; i++) {
                // In any order, and by what the organization had chosen then.
                LocalDate monday = FIRST.plusWeeks(random.nextInt(WEEKS));
                if (closed.stream().noneMatch(week -> week.week().equals(monday))) {
                    boolean shifts = random.nextBoolean();
                    long since = span(monday, sessions, shifts, closed).start();
                    long until = span(monday.plusDays(6), sessions, shifts, closed).end();
                    closed.add(
                            new ClosedWeek(
                                    monday,
                                    Instant.ofEpochMilli(since),
                                    Instant.ofEpochMilli(until),
                                    shifts,
                                    Duration.ofMinutes(5)));
                    requireOneDayForEach(sessions, closed, !shifts, seed);
                }
            }
        }
    }

    private static void requireOneDayForEach(
            List<Work> sessions, List<ClosedWeek> closed, boolean shifts, int seed) {
        LocalDate last = FIRST.plusWeeks(WEEKS + 1);
        long at = span(FIRST.minusDays(8), sessions, shifts, closed).end();
        for (LocalDate day = FIRST.minusDays(7); day.isBefore(last); day = day.plusDays(1)) {
            DaySpan span = span(day, sessions, shifts, closed);
            if (!span.isEmpty()) {
                assertThat(span.start()).as("start of %s with seed %d", day, seed).isEqualTo(at);
                at = span.end();
            }
        }
    }

    private static DaySpan span(
            LocalDate date, List<Work> sessions, boolean shifts, List<ClosedWeek> closed) {
        Day day = CALENDAR.day(date);
        return DaySpan.of(day, sessions, shifts, closed);
    }

    /** Some over midnights, a few over several. */
    private static List<Work> sessions(Random random) {
        List<Work> sessions = new ArrayList<>();
        long at = CALENDAR.start(FIRST.minusDays(7)).toEpochMilli();
        long end = CALENDAR.start(FIRST.plusWeeks(WEEKS + 1)).toEpochMilli();
        while (at < end) {
            long start = at + Duration.ofMinutes(random.nextInt(1_500)).toMillis();
            int most = random.nextInt(10) == 0 ? 4_000 : 700;
            at = start + Duration.ofMinutes(1 + random.nextInt(most)).toMillis();
            sessions.add(new Work(UUID.randomUUID(), start, at, null, null, false));
        }
        return sessions;
    }
}
