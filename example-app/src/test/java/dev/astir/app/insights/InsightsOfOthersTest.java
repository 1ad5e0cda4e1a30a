package dev.astir.app.insights;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.astir.app.Api;
import dev.astir.app.AppTest;
import dev.astir.app.TestApp.Person;
import dev.astir.app.identity.Role;
import dev.astir.app.teams.TestTeams;
import dev.astir.app.timeline.TestSpans;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Whose insights a manager may look at: of those in sight who agreed to a policy that says so. */
class InsightsOfOthersTest extends AppTest {

    private static final String WEEK = "2026-11-16";

    private final Person admin = app().registerOrganization();
    private final Person dora = app().addUser(admin, Role.MANAGER, "Dora Manages-Bob");
    private final Person mia = app().addUser(admin, Role.MANAGER, "Mia Manages-Others");
    private final Person bob = app().addUser(admin, Role.EMPLOYEE, "Bob");
    private final Person eve = app().addUser(admin, Role.EMPLOYEE, "Eve");

    @BeforeEach
    void bobWorks() {
        TestTeams.move(admin, bob, TestTeams.create(admin, "Bobs", dora));
        TestTeams.move(admin, eve, TestTeams.create(admin, "Others", mia));
        Instant nine = Instant.parse("2026-11-16T08:00:00Z");
        TestSpans.active(TestSpans.device(bob), nine, nine.plusSeconds(1_800), "IntelliJ IDEA");
    }

    @Test
    void arePersonalWhereThePolicySaysNothing() {
        agree(bob);

        for (Person person : new Person[] {dora, admin}) {
            refused(person, bob);
            assertThat(people(person)).isEmpty();
        }
        assertThat(own(bob).get("sharing").asText()).isEqualTo("nobody");
        assertThat(policy(bob).get("text").asText()).contains("shown to you alone");
        assertThat(policy(bob).at("/settings/insightsForManagers").asBoolean()).isFalse();
    }

    @Test
    void areForManagersOnceThePolicySaysSoAndThePersonAgreed() {
        agree(bob);
        share(true);

        // A wider version: nobody's consent to an older one reaches to it.
        assertThat(policy(bob).get("needsAcknowledgement").asBoolean()).isTrue();
        assertThat(policy(bob).get("text").asText())
                .contains("Managers who see you may also look at your insights");
        JsonNode version =
                admin.api().get("/api/policy/versions").expect(200).json().at("/items/0");
        assertThat(version.get("isWider").asBoolean()).isTrue();
        assertThat(version.at("/changes/0/field").asText()).isEqualTo("insightsForManagers");
        refused(dora, bob);
        assertThat(people(dora)).isEmpty();
        assertThat(own(bob).get("sharing").asText()).isEqualTo("not-agreed");

        agree(bob);

        JsonNode week = of(dora, bob).expect(200).json();
        assertThat(week.get("name").asText()).isEqualTo("Bob");
        assertThat(week.get("userId").asText()).isEqualTo(bob.userId().toString());
        assertThat(week.at("/figures/focusSeconds").asLong()).isEqualTo(1_800);
        of(admin, bob).expect(200);
        assertThat(own(bob).get("sharing").asText()).isEqualTo("managers");
        assertThat(people(dora)).containsExactly("Bob");
        // Who has not agreed is in no list, and can be asked about by nobody.
        assertThat(people(admin)).containsExactly("Bob");
        refused(admin, eve);
    }

    @Test
    void areOutOfSightWhereThePersonIs() {
        share(true);
        agree(bob);
        agree(eve);

        for (Person person : new Person[] {mia, eve}) {
            assertThat(of(person, bob).status()).isEqualTo(404);
        }
        assertThat(dora.api().get("/api/insights?userId=" + UUID.randomUUID()).status())
                .isEqualTo(404);
        assertThat(people(mia)).containsExactly("Eve");
        assertThat(eve.api().get("/api/insights/people").status()).isEqualTo(403);
        assertThat(of(eve, eve).expect(200).json().get("name").asText()).isEqualTo("Eve");
    }

    @Test
    void turnedOffTheyArePersonalAtOnceAndTurnedOnAgainEverybodyIsAskedAgain() {
        share(true);
        agree(bob);
        of(dora, bob).expect(200);

        share(false);
        refused(dora, bob);
        assertThat(people(dora)).isEmpty();
        assertThat(own(bob).get("sharing").asText()).isEqualTo("nobody");
        assertThat(policy(bob).get("needsAcknowledgement").asBoolean()).isFalse();

        share(true);
        refused(dora, bob);
        assertThat(policy(bob).get("needsAcknowledgement").asBoolean()).isTrue();
        agree(bob);
        of(dora, bob).expect(200);
    }

    /** In the trail, and for the person to read; one's own is no look. */
    @Test
    void eachLookIsWrittenDownForThePerson() {
        share(true);
        agree(bob);
        refused(dora, eve, 404);
        own(bob);
        assertThat(looks(bob)).isEmpty();

        of(dora, bob).expect(200);

        assertThat(looks(bob)).hasSize(1);
        JsonNode look = looks(bob).get(0);
        assertThat(look.toString()).contains("Dora Manages-Bob", "insights", WEEK);
        assertThat(admin.api().get("/api/audit?person=" + bob.userId()).expect(200).body())
                .contains("insights");
    }

    private void share(boolean isShared) {
        admin.api().patch("/api/organization", Map.of("insightsForManagers", isShared)).expect(200);
    }

    private static void agree(Person person) {
        int version = policy(person).get("version").asInt();
        person.api().post("/api/policy/acknowledge", Map.of("version", version)).expect(200);
    }

    private static JsonNode policy(Person person) {
        return person.api().get("/api/policy").expect(200).json();
    }

    private static JsonNode own(Person person) {
        return person.api().get("/api/insights?week=" + WEEK).expect(200).json();
    }

    private static Api.Answer of(Person asker, Person person) {
        return asker.api().get("/api/insights?week=" + WEEK + "&userId=" + person.userId());
    }

    private static void refused(Person asker, Person person) {
        refused(asker, person, 403);
        assertThat(of(asker, person).body()).contains("insights-not-shared");
    }

    private static void refused(Person asker, Person person, int status) {
        assertThat(of(asker, person).status()).as(asker.email()).isEqualTo(status);
    }

    private static Iterable<String> people(Person manager) {
        return manager.api()
                .get("/api/insights/people")
                .expect(200)
                .json()
                .get("items")
                .findValuesAsText("name");
    }

    private static JsonNode looks(Person person) {
        return person.api().get("/api/me/views").expect(200).json().get("items");
    }
}
