package dev.astir.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.astir.protocol.AgentMessage.Activity;
import dev.astir.protocol.Span;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ScheduleTest {

    private static final Instant MONDAY = Instant.parse("2026-11-23T00:00:00Z");

    /** Somebody starts the demo at any hour of any day. */
    private static final List<Start> STARTS =
            Stream.of(1L, 42L, -7_000_000_000L).flatMap(ScheduleTest::starts).toList();

    private record Start(Instant now, Schedule schedule) {}

    private static Stream<Start> starts(long seed) {
        Random random = new Random(seed);
        return IntStream.range(0, 14)
                .mapToObj(i -> {
                    Instant now =
                            MONDAY.plus(Duration.ofHours(i * 12L))
                                    .plusSeconds(random.nextInt(43_200));
                    return new Start(now, Schedule.at(now, seed, List.of()));
                });
    }

    @Test
    void aTeamAtWorkIsThereAtAnyHourOfAnyDay() {
        int active = 0;
        int idle = 0;
        int paused = 0;
        int offline = 0;
        int music = 0;
        for (Start start : STARTS) {
            int activeNow = 0;
            int pausedNow = 0;
            for (Person person : Person.all()) {
                Slice slice = start.schedule().at(person, start.now());
                if (slice == null) {
                    offline++;
                } else {
                    switch (slice.activity()) {
                        case ACTIVE -> activeNow++;
                        case IDLE, LOCKED -> idle++;
                        case PAUSED -> pausedNow++;
                    }
                    music += slice.media() == null ? 0 : 1;
                }
            }
            assertThat(activeNow).as("active at %s", start.now()).isBetween(6, 10);
            assertThat(pausedNow).as("paused at %s", start.now()).isLessThanOrEqualTo(1);
            active += activeNow;
            paused += pausedNow;
        }
        double count = STARTS.size();
        assertThat(active / count).isBetween(7.4, 8.6);
        assertThat(idle / count).isBetween(0.6, 1.8);
        assertThat(paused / count).isBetween(0.05, 0.6);
        assertThat(offline / count).isBetween(2.0, 3.4);
        assertThat(music / count).isBetween(1.8, 3.8);
    }

    @Test
    void whoeverIsBackInTheMorningWentHomeWhenTheirDayBeforeEnded() {
        Schedule schedule = Schedule.at(MONDAY, 42, List.of());
        for (Person person : Person.all()) {
            List<Slice> slices =
                    schedule.slices(
                            person,
                            MONDAY.plus(Duration.ofDays(3)),
                            MONDAY.plus(Duration.ofDays(5)));
            Instant back = null;
            Instant evening = null;
            for (int i = 1; i < slices.size() && back == null; i++) {
                if (!slices.get(i).start().equals(slices.get(i - 1).end())) {
                    evening = slices.get(i - 1).end();
                    back = slices.get(i).start();
                }
            }

            assertThat(back).as(person.name()).isNotNull();
            assertThat(schedule.wentHome(person, back)).contains(evening);
            assertThat(schedule.wentHome(person, back.plus(Duration.ofHours(6)))).contains(evening);
        }
    }

    @Test
    void someEveningsSomebodyForgetsToStop() {
        Schedule schedule = Schedule.at(MONDAY, 42, List.of());

        long forgotten =
                Person.all().stream()
                        .flatMap(person ->
                                IntStream.range(0, 100)
                                        .filter(day ->
                                                schedule.forgetsToStop(
                                                        person, MONDAY.plus(Duration.ofDays(day))))
                                        .boxed())
                        .count();

        assertThat(forgotten).isBetween(50L, 150L);
    }

    @Test
    void theTeamSwitchesAboutOnceOrTwiceAMinute() {
        double sum = 0;
        for (Start start : STARTS) {
            int switches = 0;
            for (Person person : Person.all()) {
                String last = null;
                for (Slice slice :
                        start.schedule()
                                .slices(
                                        person,
                                        start.now(),
                                        start.now().plus(Duration.ofHours(1)))) {
                    App app = slice.app();
                    if (app != null) {
                        switches += last == null || last.equals(app.name()) ? 0 : 1;
                        last = app.name();
                    }
                }
            }
            double rate = switches / 60.0;
            assertThat(rate).as("from %s on", start.now()).isBetween(0.6, 2.0);
            sum += rate;
        }
        assertThat(sum / STARTS.size()).isBetween(1.0, 1.6);
    }

    @Test
    void nobodyDoesTwoThingsAtOnceAndEverythingIsSaidInTime() {
        Schedule schedule = Schedule.at(MONDAY, 42, List.of());
        for (Person person : Person.all()) {
            List<Slice> slices = week(schedule, person);
            for (int i = 1; i < slices.size(); i++) {
                assertThat(slices.get(i).start()).isAfterOrEqualTo(slices.get(i - 1).end());
            }
            assertThat(slices)
                    .allSatisfy(slice -> {
                        assertThat(slice.start()).isBefore(slice.end());
                        assertThat(slice.since()).isBeforeOrEqualTo(slice.start());
                        assertThat(slice.length()).isLessThanOrEqualTo(Slice.LONGEST);
                    });
        }
    }

    @Test
    void whoeverStartsAgainAtAnyHourDoesNotOverworkThem() {
        Random random = new Random(5);
        List<Regime> regimes = List.of();
        Map<Person, Map<String, Span>> uploaded = new HashMap<>();
        Set<Duration> shifts = new HashSet<>();
        Set<Regime> all = new HashSet<>();
        for (Instant now = MONDAY;
                now.isBefore(MONDAY.plus(Duration.ofDays(7)));
                now = now.plus(Duration.ofMinutes(60 + random.nextInt(9 * 60)))) {
            Instant start = now;
            Schedule schedule = Schedule.at(now, 42, regimes);
            regimes = schedule.regimes();
            shifts.add(regimes.getLast().shift());
            all.addAll(regimes);
            for (Person person : Person.all()) {
                schedule.slices(person, now.minus(Duration.ofDays(1)), now).stream()
                        .filter(slice -> slice.isRecorded() && !slice.end().isAfter(start))
                        .map(slice -> slice.span(person, 42))
                        .forEach(span ->
                                uploaded.computeIfAbsent(person, key -> new HashMap<>())
                                        .put(span.id(), span));
            }
        }
        assertThat(shifts).as("the clock was set anew").hasSizeGreaterThan(3);
        assertThat(regimes)
                .as("old ones are forgotten")
                .hasSizeLessThan(all.size())
                .hasSizeLessThan(22);
        uploaded.forEach((person, spans) -> {
            List<Span> ordered =
                    spans.values().stream().sorted(Comparator.comparing(Span::start)).toList();
            Map<LocalDate, Duration> days = new HashMap<>();
            for (int i = 0; i < ordered.size(); i++) {
                Span span = ordered.get(i);
                if (i > 0) {
                    assertThat(span.start())
                            .as("%s", person.name())
                            .isAfterOrEqualTo(ordered.get(i - 1).end());
                }
                days.merge(
                        LocalDate.ofInstant(span.start(), person.zone()),
                        Duration.between(span.start(), span.end()),
                        Duration::plus);
            }
            assertThat(days.values())
                    .allMatch(day -> day.compareTo(Duration.ofHours(9)) <= 0)
                    .anyMatch(day -> day.compareTo(Duration.ofHours(5)) > 0);
        });
    }

    @Test
    void aDayThatGoesOnIsAboutEightHours() {
        Schedule schedule = Schedule.at(MONDAY.plus(Duration.ofHours(13)), 42, List.of());
        for (Person person : Person.all()) {
            Map<LocalDate, Duration> days = new HashMap<>();
            for (Slice slice : week(schedule, person)) {
                if (slice.isRecorded()) {
                    days.merge(
                            LocalDate.ofInstant(slice.start(), person.zone()),
                            slice.length(),
                            Duration::plus);
                }
            }
            // The dates at the ends are not whole.
            days.keySet().retainAll(dates());
            assertThat(days).hasSize(6);
            assertThat(days.keySet()).anyMatch(day -> day.getDayOfWeek() == DayOfWeek.SATURDAY);
            assertThat(days.values())
                    .as("%s", person.name())
                    .allMatch(day ->
                            day.compareTo(Duration.ofHours(6)) > 0
                                    && day.compareTo(Duration.ofHours(9)) <= 0);
        }
    }

    @Test
    void aRestartGivesTheSameSpansAndAnotherSeedOthers() {
        Instant start = MONDAY.plus(Duration.ofHours(20));
        Instant later = start.plus(Duration.ofHours(1));
        Schedule first = Schedule.at(start, 42, List.of());
        Schedule again = Schedule.at(later, 42, first.regimes());
        Schedule other = Schedule.at(start, 43, List.of());

        assertThat(again.regimes()).isEqualTo(first.regimes());
        for (Person person : Person.all()) {
            assertThat(spans(again, person, start, 42)).isEqualTo(spans(first, person, start, 42));
            assertThat(spans(other, person, start, 43))
                    .doesNotContainAnyElementsOf(spans(first, person, start, 42));
        }
    }

    /** One who is in the middle of something is there until the clock is set anew. */
    @Test
    void aNewShiftLeavesThePastAsItWas() {
        Instant start = MONDAY.plus(Duration.ofHours(13));
        Schedule first = Schedule.at(start, 42, List.of());
        Instant night = start.plus(Duration.ofHours(9));
        Schedule second = Schedule.at(night, 42, first.regimes());

        assertThat(second.regimes()).hasSize(2).startsWith(first.regimes().getFirst());
        for (Person person : Person.all()) {
            List<Slice> before = first.slices(person, start.minus(Duration.ofDays(1)), night);
            List<Slice> after = second.slices(person, start.minus(Duration.ofDays(1)), night);
            List<Slice> over =
                    before.stream().filter(slice -> !slice.end().isAfter(night)).toList();
            assertThat(after.subList(0, over.size())).isEqualTo(over);
        }
        assertThat(Person.all().stream().map(person -> second.at(person, night)))
                .filteredOn(Objects::nonNull)
                .filteredOn(slice -> slice.activity() == Activity.ACTIVE)
                .as("as many as have not worked a whole day already")
                .hasSizeGreaterThanOrEqualTo(4);
    }

    @Test
    void theRealHourIsKeptWhereItIsGoodEnough() {
        Instant afternoon = LocalDate.of(2026, 11, 25).atTime(14, 30).toInstant(ZoneOffset.UTC);

        for (long seed = 0; seed < 5; seed++) {
            Duration shift = Schedule.at(afternoon, seed, List.of()).regimes().getFirst().shift();
            assertThat(shift.abs()).isLessThanOrEqualTo(Duration.ofHours(6));
        }
    }

    private static List<LocalDate> dates() {
        return IntStream.rangeClosed(23, 28).mapToObj(day -> LocalDate.of(2026, 11, day)).toList();
    }

    private static List<Slice> week(Schedule schedule, Person person) {
        return schedule.slices(
                person, MONDAY.minus(Duration.ofDays(1)), MONDAY.plus(Duration.ofDays(7)));
    }

    private static List<Span> spans(Schedule schedule, Person person, Instant until, long seed) {
        return schedule.slices(person, until.minus(Duration.ofDays(1)), until).stream()
                .filter(slice -> !slice.end().isAfter(until))
                .filter(Slice::isRecorded)
                .map(slice -> slice.span(person, seed))
                .toList();
    }
}
