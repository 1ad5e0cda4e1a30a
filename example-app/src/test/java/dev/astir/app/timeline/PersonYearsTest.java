package dev.astir.app.timeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.astir.app.days.Day;
import dev.astir.app.days.PersonCalendar;
import dev.astir.app.days.TestCalendars;
import dev.astir.app.timeline.Recorded.Stretch;
import dev.astir.app.timeline.Segment.State;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;

/**
 * Years of people who do not exist, on three devices that overlap, in zones of all kinds: the sum
 * of their days is the union of what was recorded, to the millisecond.
 */
class PersonYearsTest {

    private static final LocalDate FIRST = LocalDate.of(2026, 1, 1);
    private static final int DAYS = 365;

    private static final List<String> ZONES =
            List.of(
                    "UTC",
                    "Europe/Berlin",
                    "Europe/Lisbon",
                    "America/New_York",
                    "America/St_Johns",
                    "America/Havana",
                    "America/Santiago",
                    "Africa/Cairo",
                    "Asia/Kathmandu",
                    "Asia/Beirut",
                    "Australia/Lord_Howe",
                    "Pacific/Chatham");

    /** A person's year: where they lived, and what was recorded. */
    record Year(String zone, String laterZone, int movedOn, long seed) {}

    @Provide
    Arbitrary<Year> years() {
        return Combinators.combine(
                        Arbitraries.of(ZONES),
                        Arbitraries.of(ZONES),
                        Arbitraries.integers().between(1, DAYS - 1),
                        Arbitraries.longs())
                .as(Year::new);
    }

    @Property(tries = 100, shrinking = ShrinkingMode.OFF)
    void theSumOfDaysIsTheUnion(@ForAll("years") Year year) {
        PersonCalendar calendar =
                TestCalendars.moved(
                        ZoneId.of(year.zone()),
                        ZoneId.of(year.laterZone()),
                        FIRST.plusDays(year.movedOn()));
        List<Stretch> recorded = record(calendar, new Random(year.seed()));

        Map<State, Long> sums = new EnumMap<>(State.class);
        long covered = 0;
        Instant end = calendar.start(FIRST);
        for (int i = 0; i < DAYS; i++) {
            Day day = calendar.day(FIRST.plusDays(i));
            assertThat(day.start()).isEqualTo(end);
            end = day.end();
            long from = day.start().toEpochMilli();
            long to = day.end().toEpochMilli();
            long last = from;
            List<Stretch> near =
                    recorded.stream().filter(s -> s.start() < to && s.end() > from).toList();
            for (Segment segment :
                    DaySweep.line(new Recorded(near, List.of(), List.of()), from, to)) {
                assertThat(segment.start()).isGreaterThanOrEqualTo(last);
                assertThat(segment.millis()).isPositive();
                last = segment.end();
                sums.merge(segment.state(), segment.millis(), Long::sum);
                covered += segment.millis();
            }
            assertThat(last).isLessThanOrEqualTo(to);
        }

        long active = union(recorded, Interval.Kind.ACTIVE);
        long worked = union(recorded, Interval.Kind.ACTIVE, Interval.Kind.PRIVATE);
        long all = union(recorded, Interval.Kind.values());
        assertThat(sums.getOrDefault(State.ACTIVE, 0L)).isEqualTo(active);
        assertThat(sums.getOrDefault(State.PRIVATE, 0L)).isEqualTo(worked - active);
        assertThat(sums.getOrDefault(State.IDLE, 0L)).isEqualTo(all - worked);
        assertThat(covered).isEqualTo(all);
    }

    /** Within the year; of any length up to a day, many of them over midnight. */
    private static List<Stretch> record(PersonCalendar calendar, Random random) {
        long first = calendar.start(FIRST).toEpochMilli();
        long last = calendar.start(FIRST.plusDays(DAYS)).toEpochMilli();
        long longest = Duration.ofDays(1).toMillis();
        List<Stretch> stretches = new ArrayList<>();
        for (int i = 0; i < 3_000; i++) {
            long start = first + (long) (random.nextDouble() * (last - first));
            long usual = (long) (random.nextDouble() * random.nextDouble() * 7_200_000);
            long length = random.nextInt(50) == 0 ? (long) (random.nextDouble() * longest) : usual;
            Interval.Kind kind = Interval.Kind.values()[random.nextInt(3)];
            stretches.add(
                    new Stretch(
                            new UUID(random.nextLong(), i),
                            start,
                            Math.min(last, start + length),
                            kind,
                            "app" + random.nextInt(5),
                            null,
                            null,
                            null,
                            null));
        }
        return stretches;
    }

    /** By another way than the sweep: ends of what is merged in the order of starts. */
    private static long union(List<Stretch> stretches, Interval.Kind... kinds) {
        long sum = 0;
        long until = Long.MIN_VALUE;
        for (Stretch each :
                stretches.stream()
                        .filter(stretch -> Arrays.asList(kinds).contains(stretch.kind()))
                        .sorted((a, b) -> Long.compare(a.start(), b.start()))
                        .toList()) {
            long from = Math.max(each.start(), until);
            if (each.end() > from) {
                sum += each.end() - from;
                until = each.end();
            }
        }
        return sum;
    }
}
