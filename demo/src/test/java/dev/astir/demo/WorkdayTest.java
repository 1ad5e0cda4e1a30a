package dev.astir.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.astir.protocol.AgentMessage.Activity;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

class WorkdayTest {

    private static final LocalDate FIRST = LocalDate.of(2026, 11, 2);
    private static final int DAYS = 30;

    @Test
    void aDayIsWithoutGapsInTheHoursOfWhereTheyLive() {
        for (Person person : Person.all()) {
            for (List<Stretch> day : days(person)) {
                for (int i = 1; i < day.size(); i++) {
                    assertThat(day.get(i).start()).isEqualTo(day.get(i - 1).end());
                }
                assertThat(localTime(person, day.getFirst()))
                        .isBetween(LocalTime.of(8, 20), LocalTime.of(9, 15));
                assertThat(Duration.between(day.getFirst().start(), day.getLast().end()))
                        .isBetween(Duration.ofHours(8), Duration.ofMinutes(8 * 60 + 50));
                assertThat(day)
                        .filteredOn(stretch -> stretch.activity() == Activity.LOCKED)
                        .as("lunch")
                        .hasSize(1)
                        .allSatisfy(lunch -> {
                            assertThat(lunch.length())
                                    .isBetween(Duration.ofMinutes(30), Duration.ofMinutes(52));
                            assertThat(localTime(person, lunch))
                                    .isBetween(LocalTime.of(12, 0), LocalTime.of(13, 10));
                        });
            }
        }
    }

    @Test
    void engineersStayInTheirEditorAndLookAtSomethingElseForAMinuteOrTwo() {
        Predicate<Stretch> inEditor =
                stretch -> isIn(stretch, "IntelliJ IDEA") || isIn(stretch, "Visual Studio Code");
        List<Stretch> work = work(Job.ENGINEER);
        List<Duration> editor = lengths(work, inEditor);
        List<Duration> looks = lengths(work, inEditor.negate());

        // What comes before an appointment is cut short by it.
        assertThat(editor.stream().filter(length -> length.toMinutes() >= 8).count())
                .isGreaterThan(editor.size() * 3 / 4);
        assertThat(median(editor)).isBetween(Duration.ofMinutes(14), Duration.ofMinutes(32));
        assertThat(editor).allMatch(length -> length.toMinutes() <= 47);
        assertThat(median(looks)).isBetween(Duration.ofSeconds(45), Duration.ofSeconds(120));
        assertThat(sum(editor).toMinutes()).isGreaterThan(sum(looks).toMinutes() * 6);
    }

    @Test
    void supportChangesEveryFewMinutes() {
        List<Duration> stays = lengths(work(Job.SUPPORT), stretch -> true);

        assertThat(median(stays)).isBetween(Duration.ofMinutes(3), Duration.ofMinutes(6));
        assertThat(stays.stream().filter(length -> length.toSeconds() < 120).count())
                .isLessThan(stays.size() / 10);
        assertThat(stays).allMatch(length -> length.toMinutes() <= 10);
    }

    @Test
    void everybodyRestsAndMeetsAndUsesAllOfTheirTools() {
        for (Person person : Person.all()) {
            Set<App> used = new HashSet<>();
            int rests = 0;
            int pauses = 0;
            for (List<Stretch> day : days(person)) {
                App last = null;
                for (Stretch stretch : day) {
                    switch (stretch.activity()) {
                        case IDLE -> rests++;
                        case PAUSED -> pauses++;
                        default -> {
                            if (stretch.isWork()) {
                                assertThat(stretch.app()).isNotEqualTo(last);
                                used.add(stretch.app());
                            } else if (stretch.isMeeting()) {
                                assertThat(stretch.length())
                                        .isBetween(Duration.ofMinutes(27), Duration.ofMinutes(35));
                            }
                        }
                    }
                    last = stretch.app();
                }
            }
            Set<App> tools = new HashSet<>();
            person.job().tools().forEach(stay -> tools.add(stay.app()));
            person.job().looks().forEach(stay -> tools.add(stay.app()));
            assertThat(used).as("%s", person.name()).isEqualTo(tools);
            assertThat(rests).as("%s rests", person.name()).isBetween(2 * DAYS, 8 * DAYS);
            assertThat(pauses).as("%s pauses", person.name()).isLessThanOrEqualTo(DAYS / 3);
        }
    }

    @Test
    void tracksAreAsLongAsTracksAndHaveTitleAndArtist() {
        List<Stretch> day = days(Person.all().getFirst()).getFirst();

        List<Track> tracks =
                Playlist.plan(day.getFirst().start(), day.getLast().end(), new Random(1));

        assertThat(tracks)
                .hasSizeBetween(30, 120)
                .allSatisfy(track -> {
                    assertThat(Duration.between(track.start(), track.end()))
                            .isBetween(Duration.ofMinutes(3), Duration.ofMinutes(5));
                    assertThat(track.media()).matches("[^·]+ · [^·]+");
                });
    }

    @Test
    void twelvePeopleHaveNamesRolesAndAddressesOfTheirOwn() {
        assertThat(Person.all()).hasSize(12);
        assertThat(Person.all().stream().map(Person::email))
                .doesNotHaveDuplicates()
                .allMatch(email -> email.endsWith("@demo.example"));
        assertThat(Person.all().stream().map(Person::role).distinct())
                .containsExactly("admin", "manager", "employee");
        assertThat(Person.all().stream().filter(Person::hearsMusic)).hasSizeBetween(4, 8);
    }

    private static List<List<Stretch>> days(Person person) {
        List<List<Stretch>> days = new ArrayList<>();
        for (int i = 0; i < DAYS; i++) {
            Random random = new Random(31L * person.login().hashCode() + i);
            days.add(Workday.plan(person, FIRST.plusDays(i), random));
        }
        return days;
    }

    private static List<Stretch> work(Job job) {
        return Person.all().stream()
                .filter(person -> person.job() == job)
                .flatMap(person -> days(person).stream())
                .flatMap(List::stream)
                .filter(Stretch::isWork)
                .toList();
    }

    private static List<Duration> lengths(List<Stretch> stretches, Predicate<Stretch> which) {
        return stretches.stream().filter(which).map(Stretch::length).sorted().toList();
    }

    private static Duration median(List<Duration> sorted) {
        return sorted.get(sorted.size() / 2);
    }

    private static Duration sum(List<Duration> lengths) {
        return lengths.stream().reduce(Duration.ZERO, Duration::plus);
    }

    private static boolean isIn(Stretch stretch, String app) {
        return stretch.app() != null && stretch.app().name().equals(app);
    }

    private static LocalTime localTime(Person person, Stretch stretch) {
        return LocalTime.ofInstant(stretch.start(), person.zone());
    }
}
