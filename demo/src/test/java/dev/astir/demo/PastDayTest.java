package dev.astir.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.astir.demo.PastDay.Worked;
import dev.astir.protocol.AgentMessage.Activity;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class PastDayTest {

    private static final LocalDate MONDAY = LocalDate.of(2026, 10, 5);
    private static final int DAYS = 56;

    @Test
    void isTheSameForTheSameSeedAndAnotherForAnother() {
        assertThat(all(1)).isEqualTo(all(1)).isNotEqualTo(all(2));
    }

    @Test
    void isPlausible() {
        List<Worked> all = all(7);

        Duration sum =
                all.stream()
                        .map(each -> Duration.between(each.start(), each.end()))
                        .reduce(Duration.ZERO, Duration::plus);
        assertThat(sum.toHours() / (12.0 * 8)).as("hours a person and week").isBetween(30.0, 42.0);
        assertThat(all).filteredOn(each -> each.correctedEnd() != null).hasSizeBetween(20, 120);
        assertThat(all).filteredOn(each -> each.stretches().isEmpty()).hasSizeBetween(10, 100);
        assertThat(all).filteredOn(each -> each.project().isEmpty()).hasSizeBetween(15, 100);
        assertThat(all).filteredOn(each -> !each.task().isEmpty()).hasSizeBetween(300, 700);
        for (Person person : Person.all()) {
            assertThat(of(person, 7))
                    .extracting(Worked::project)
                    .contains(person.job().project(), person.job().secondProject());
        }
        assertThat(all.stream().flatMap(each -> each.stretches().stream()))
                .anyMatch(stretch -> stretch.activity() == Activity.IDLE)
                .anyMatch(Stretch::isMeeting);
    }

    /**
     * All of the time is told once, by hand or by the device, and the music of those who hear some.
     */
    @Test
    void whatWasDoneToMusicIsAllThatIsNotToldByHand() {
        for (Person person : Person.all()) {
            int heard = 0;
            for (Worked each : of(person, 11)) {
                PastSounds.Parts parts = PastSounds.partsOf(person, each, 11);
                heard += parts.toMusic().size();
                assertThat(parts).isEqualTo(PastSounds.partsOf(person, each, 11));
                assertThat(parts.toMusic()).allMatch(Slice::isRecorded);
                assertThat(
                                sum(parts.inSilence().stream().map(Stretch::length))
                                        .plus(sum(parts.toMusic().stream().map(Slice::length))))
                        .isEqualTo(sum(each.stretches().stream().map(Stretch::length)));
            }
            assertThat(heard > 0).as(person.name()).isEqualTo(person.hearsMusic());
        }
    }

    private static Duration sum(Stream<Duration> lengths) {
        return lengths.reduce(Duration.ZERO, Duration::plus);
    }

    @Test
    void nobodyIsInTwoSessionsAtOnceAndAllThatWasDoneIsInOne() {
        for (Person person : Person.all()) {
            List<Worked> sessions = of(person, 3);
            for (int i = 0; i < sessions.size(); i++) {
                Worked each = sessions.get(i);
                if (i > 0) {
                    Worked before = sessions.get(i - 1);
                    assertThat(each.start())
                            .isAfter(
                                    before.correctedEnd() == null
                                            ? before.end()
                                            : before.correctedEnd());
                }
                assertThat(each.stretches())
                        .allMatch(stretch ->
                                !stretch.start().isBefore(each.start())
                                        && !stretch.end().isAfter(each.end())
                                        && stretch.length().toMillis() % 1_000 == 0);
            }
        }
    }

    @Test
    void sundaysAndMostSaturdaysAndSomeDaysAreFree() {
        long saturdays = 0;
        for (Person person : Person.all()) {
            assertThat(PastDay.of(person, MONDAY.minusDays(1), 5).sessions()).isEmpty();
            for (int week = 0; week < 8; week++) {
                LocalDate saturday = MONDAY.plusDays(7 * week + 5);
                int sessions = PastDay.of(person, saturday, 5).sessions().size();
                assertThat(sessions).isLessThanOrEqualTo(person.job().isOnCall() ? 1 : 0);
                saturdays += sessions;
            }
        }
        assertThat(saturdays).as("of 32 of those on call").isBetween(1L, 16L);
        long free =
                Person.all().stream()
                        .flatMap(person ->
                                MONDAY.datesUntil(MONDAY.plusDays(DAYS))
                                        .filter(date -> date.getDayOfWeek().getValue() < 6)
                                        .map(date -> PastDay.of(person, date, 5)))
                        .filter(day -> day.sessions().isEmpty())
                        .count();
        assertThat(free).as("of 480 days").isBetween(15L, 110L);
    }

    private static List<Worked> all(long seed) {
        return Person.all().stream().flatMap(person -> of(person, seed).stream()).toList();
    }

    private static List<Worked> of(Person person, long seed) {
        List<Worked> sessions = new ArrayList<>();
        MONDAY.datesUntil(MONDAY.plusDays(DAYS))
                .forEach(date -> sessions.addAll(PastDay.of(person, date, seed).sessions()));
        return sessions;
    }
}
