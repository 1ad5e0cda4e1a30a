package dev.astir.app.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.astir.app.demo.DemoPerson.App;
import java.time.Duration;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class DemoStepTest {

    private final Random random = new Random(42);

    @Test
    void everybodyMovesAtALivelyPaceAmongTheirOwnApplications() {
        for (DemoPerson person : DemoPerson.all()) {
            DemoStep step = DemoStep.first(person.habit(), random);
            Set<App> used = new HashSet<>();
            int breaks = 0;
            for (int i = 0; i < 500; i++) {
                DemoStep next = DemoStep.after(step, person.habit(), random);
                if (next.app() == null) {
                    breaks++;
                    assertThat(step.app()).as("no break after a break").isNotNull();
                } else {
                    used.add(next.app());
                    assertThat(next.app()).isNotEqualTo(step.app());
                    assertThat(next.lasts())
                            .isBetween(Duration.ofSeconds(5), Duration.ofSeconds(40));
                }
                step = next;
            }
            assertThat(used).as(person.name()).hasSameElementsAs(person.habit().desk());
            assertThat(breaks).as(person.name()).isBetween(5, 150);
        }
    }

    @Test
    void twelvePeopleHaveNamesRolesAndAddressesOfTheirOwn() {
        assertThat(DemoPerson.all()).hasSize(12);
        assertThat(DemoPerson.all().stream().map(DemoPerson::email))
                .doesNotHaveDuplicates()
                .allMatch(email -> email.endsWith("@demo.example"));
        assertThat(DemoPerson.all().stream().map(DemoPerson::role).distinct()).hasSize(3);
    }

    @Test
    void sitesBelongToBrowsers() {
        Set<App> apps = new HashSet<>();
        DemoPerson.all().forEach(person -> apps.addAll(person.habit().desk()));
        assertThat(apps)
                .contains(new App("Firefox", "github.com"), new App("Visual Studio Code", null))
                .allMatch(app -> app.site() == null || app.name().equals("Firefox"));
    }
}
