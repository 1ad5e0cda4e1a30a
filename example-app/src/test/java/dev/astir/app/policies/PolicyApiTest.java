package dev.astir.app.policies;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.astir.app.AppTest;
import dev.astir.app.TestApp.Person;
import dev.astir.app.capture.TestAgent;
import dev.astir.app.identity.Role;
import dev.astir.app.tenancy.Transactions;
import io.micronaut.data.jdbc.runtime.JdbcOperations;
import java.sql.ResultSet;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.assertj.core.api.Condition;
import org.junit.jupiter.api.Test;

/** People read what is captured, agree to it, and are asked again when it is more. */
class PolicyApiTest extends AppTest {

    private final Person admin = app().registerOrganization();
    private final Person bob = app().addUser(admin, Role.EMPLOYEE, "Bob");

    @Test
    void everybodyReadsThePolicyInForce() {
        JsonNode policy = bob.api().get("/api/policy").expect(200).json();

        assertThat(policy.get("version").asInt()).isEqualTo(1);
        assertThat(policy.get("text").asText())
                .contains(
                        "Your colleagues see what you are doing now, and when you start and stop a"
                                + " work session; managers also see your times.",
                        "deleted after 14 days",
                        "deleted after 365 days at the latest");
        assertThat(policy.at("/settings/switchesKeptDays").asInt()).isEqualTo(14);
        assertThat(policy.at("/settings/neverCapture")).isEmpty();
        assertThat(policy.get("acknowledged").isNull()).isTrue();
        assertThat(policy.get("needsAcknowledgement").asBoolean()).isTrue();
    }

    @Test
    void anAdministratorAddsToItAndTheGeneratedSentencesStay() {
        String text = "Ask the works council: council@example.org.\nSecond line.";
        JsonNode changed =
                admin.api()
                        .put(
                                "/api/policy",
                                Map.of(
                                        "neverCapture",
                                        List.of(" KeePass* ", "keepass*", "Signal"),
                                        "additionalText",
                                        text))
                        .expect(200)
                        .json();

        assertThat(changed.get("version").asInt()).isEqualTo(2);
        assertThat(changed.at("/settings/neverCapture").toString())
                .isEqualTo("[\"KeePass*\",\"Signal\"]");
        assertThat(changed.get("text").asText())
                .contains("Never captured: KeePass*, Signal.", "managers also see your times.")
                .endsWith(" adds:\n" + text);

        // The same again, and what says nothing, makes no version.
        admin.api().put("/api/policy", Map.of("additionalText", text)).expect(200);
        admin.api().put("/api/policy", Map.of()).expect(200);
        // A setting of the organization keeps them.
        admin.api().patch("/api/organization", Map.of("captureTitles", true)).expect(200);
        JsonNode third = bob.api().get("/api/policy").json();
        assertThat(third.get("version").asInt()).isEqualTo(3);
        assertThat(third.get("additionalText").asText()).isEqualTo(text);

        bob.api().put("/api/policy", Map.of("additionalText", "mine")).expect(403);
        for (Map<String, Object> bad :
                List.<Map<String, Object>>of(
                        Map.of("neverCapture", List.of(" ")),
                        Map.of("neverCapture", List.of("a\nb")),
                        Map.of("additionalText", "x".repeat(5_001)),
                        Map.of("captureTitles", false))) {
            admin.api().put("/api/policy", bad).expect(400);
        }
    }

    @Test
    void versionsTellWhatChanged() {
        admin.api().patch("/api/organization", Map.of("captureTitles", true)).expect(200);
        admin.api().put("/api/policy", Map.of("neverCapture", List.of("Signal"))).expect(200);
        admin.api().patch("/api/organization", Map.of("retentionDays", 400)).expect(200);

        JsonNode versions = bob.api().get("/api/policy/versions").expect(200).json().get("items");

        assertThat(versions.findValuesAsText("version")).containsExactly("4", "3", "2", "1");
        assertThat(versions.at("/0/changes/0").toString())
                .isEqualTo("{\"field\":\"retentionDays\",\"before\":365,\"after\":400}");
        assertThat(versions.at("/0/isWider").asBoolean()).isTrue();
        assertThat(versions.at("/1/changes/0/after").toString()).isEqualTo("[\"Signal\"]");
        assertThat(versions.at("/1/isWider").asBoolean()).isFalse();
        assertThat(versions.at("/2/changes/0/field").asText()).isEqualTo("captureTitles");
        assertThat(versions.at("/2/isWider").asBoolean()).isTrue();
        assertThat(versions.at("/2/createdBy/name").asText()).isEqualTo("Ada Admin");
        assertThat(versions.at("/3/changes")).isEmpty();
        JsonNode page = bob.api().get("/api/policy/versions?limit=1&before=3").expect(200).json();
        assertThat(page.at("/items/0/version").asInt()).isEqualTo(2);
        assertThat(page.get("next").asText()).isEqualTo("2");
    }

    @Test
    void peopleAgreeToTheVersionInForceAndToNoOther() {
        acknowledge(bob, 1);
        JsonNode policy = bob.api().get("/api/policy").json();
        assertThat(policy.at("/acknowledged/version").asInt()).isEqualTo(1);
        assertThat(policy.get("needsAcknowledgement").asBoolean()).isFalse();

        admin.api().patch("/api/organization", Map.of("captureTitles", true)).expect(200);
        for (int other : List.of(1, 3)) {
            JsonNode problem =
                    bob.api()
                            .post("/api/policy/acknowledge", Map.of("version", other))
                            .expect(409)
                            .json();
            assertThat(problem.get("type").asText()).isEqualTo("urn:astir:problem:policy-changed");
            assertThat(problem.get("version").asInt()).isEqualTo(2);
        }
        assertThat(needs(bob)).isTrue();
        acknowledge(bob, 2);
        acknowledge(bob, 2);
        assertThat(needs(bob)).isFalse();

        assertThat(trail())
                .filteredOn(entry -> entry.startsWith("policy.acknowledged"))
                .containsExactly(
                        "policy.acknowledged " + bob.userId() + " {\"version\": 1}",
                        "policy.acknowledged " + bob.userId() + " {\"version\": 2}");
    }

    @Test
    void aNarrowerPolicyAppliesAtOnceAndStaysNarrowUntilAgreedAgain() {
        admin.api().patch("/api/organization", Map.of("captureTitles", true)).expect(200);
        acknowledge(bob, 2);
        assertThat(consent().titles()).isTrue();

        admin.api().patch("/api/organization", Map.of("captureTitles", false)).expect(200);
        assertThat(consent().titles()).isFalse();
        assertThat(consent().acknowledged()).isTrue();
        assertThat(needs(bob)).isFalse();

        // What was agreed to once, and then taken back, is not there again by itself.
        admin.api().patch("/api/organization", Map.of("captureTitles", true)).expect(200);
        assertThat(consent().titles()).isFalse();
        assertThat(consent().acknowledged()).isFalse();
        acknowledge(bob, 4);
        assertThat(consent().titles()).isTrue();

        admin.api().put("/api/policy", Map.of("neverCapture", List.of("Sig*"))).expect(200);
        assertThat(needs(bob)).isFalse();
        assertThat(consent().never().includes("signal")).isTrue();
        admin.api().put("/api/policy", Map.of("neverCapture", List.of())).expect(200);
        assertThat(consent().never().includes("signal")).isTrue();
        assertThat(needs(bob)).isTrue();
    }

    @Test
    void manyAreAskedForAtOnceAndAnsweredAsOneByOne() {
        Person eve = app().addUser(admin, Role.EMPLOYEE, "Eve");
        acknowledge(bob, 1);
        admin.api().patch("/api/organization", Map.of("captureTitles", true)).expect(200);
        acknowledge(eve, 2);
        admin.api().put("/api/policy", Map.of("neverCapture", List.of("Sig*"))).expect(200);

        Policies policies = app().bean(Policies.class);
        List<UUID> people = List.of(bob.userId(), eve.userId(), admin.userId());
        Map<UUID, Consent> many = policies.consents(bob.organizationId(), people);
        assertThat(many).hasSize(3);
        for (UUID person : people) {
            assertThat(many.get(person))
                    .usingRecursiveComparison()
                    .ignoringFields("never")
                    .isEqualTo(policies.consent(bob.organizationId(), person));
            assertThat(many.get(person).never().includes("signal")).isTrue();
        }
        assertThat(many.get(eve.userId()).titles()).isTrue();
        assertThat(many.get(bob.userId()).titles()).isFalse();
        assertThat(policies.consents(bob.organizationId(), List.of(admin.userId())))
                .hasValueSatisfying(
                        new Condition<>(
                                none -> !none.isGiven() && none.current().version() == 3,
                                "none, of the policy in force"));
    }

    /** A shorter limit records shorter pauses. */
    @Test
    void aShorterIdleLimitIsAskedForAndALongerOneAppliesAtOnce() {
        acknowledge(bob, 1);
        admin.api().patch("/api/organization", Map.of("idleAfterSeconds", 600)).expect(200);
        assertThat(needs(bob)).isFalse();
        admin.api().patch("/api/organization", Map.of("idleAfterSeconds", 300)).expect(200);
        assertThat(needs(bob)).isTrue();
        assertThat(bob.api().get("/api/policy/versions").json().at("/items/0/isWider").asBoolean())
                .isTrue();
        acknowledge(bob, 3);
        assertThat(needs(bob)).isFalse();
    }

    @Test
    void keepingLongerIsAskedForAndKeepingShorterIsPromisedAlready() {
        acknowledge(bob, 1);
        admin.api().patch("/api/organization", Map.of("retentionDays", 30)).expect(200);
        assertThat(bob.api().get("/api/policy").json().get("version").asInt()).isEqualTo(1);
        admin.api().patch("/api/organization", Map.of("retentionDays", 366)).expect(200);
        assertThat(bob.api().get("/api/policy").json().get("text").asText())
                .contains("366 days at the latest");
        assertThat(needs(bob)).isTrue();
    }

    @Test
    void administratorsSeeWhoAgreed() {
        Person eve = app().addUser(admin, Role.EMPLOYEE, "Eve");
        acknowledge(bob, 1);
        admin.api().patch("/api/organization", Map.of("captureTitles", true)).expect(200);
        acknowledge(eve, 2);

        JsonNode people =
                admin.api().get("/api/policy/acknowledgements").expect(200).json().get("items");

        assertThat(people.findValuesAsText("name")).containsExactly("Ada Admin", "Bob", "Eve");
        assertThat(people.at("/0/version").isNull()).isTrue();
        assertThat(people.at("/1/version").asInt()).isEqualTo(1);
        assertThat(people.at("/1/needsAcknowledgement").asBoolean()).isTrue();
        assertThat(people.at("/2/needsAcknowledgement").asBoolean()).isFalse();
        JsonNode first = admin.api().get("/api/policy/acknowledgements?limit=2").json();
        assertThat(
                        admin.api()
                                .get(
                                        "/api/policy/acknowledgements?after="
                                                + first.get("next").asText())
                                .json()
                                .findValuesAsText("name"))
                .containsExactly("Eve");
        bob.api().get("/api/policy/acknowledgements").expect(403);
    }

    @Test
    void theChangeIsNewsForEverybodyAndInTheTrail() {
        admin.api().patch("/api/organization", Map.of("captureTitles", true)).expect(200);

        await().untilAsserted(() ->
                assertThat(
                                bob.api()
                                        .get("/api/activities?type=policy.*")
                                        .json()
                                        .at("/items/0/message")
                                        .asText())
                        .isEqualTo("Ada Admin changed what is captured: policy, version 2"));
        assertThat(trail())
                .containsExactly(
                        "policy.changed null {\"changes\": [{\"after\": true, \"field\":"
                                + " \"captureTitles\", \"before\": false}], \"version\": 2}");
    }

    @Test
    void nothingIsKeptOfWhoAgreedToNothing() {
        TestAgent.Enrolled device = TestAgent.enrol(app(), bob);
        execute("DELETE FROM policy_acknowledgements");
        try (TestAgent agent = TestAgent.connect(app(), device)) {
            assertThat(agent.next("welcome").get("acknowledged").asBoolean()).isFalse();
            java.time.Instant now = java.time.Instant.now();
            JsonNode ack =
                    agent.batch(List.of(TestAgent.span(now.minusSeconds(9), now, "vim-secret")));
            assertThat(ack.get("accepted")).isEmpty();
            assertThat(ack.at("/rejected/0/problem").asText()).startsWith("not-agreed");
            agent.active("vim-secret");
            agent.batch(List.of());
            assertThat(admin.api().get("/api/presence").body()).doesNotContain("vim-secret");

            acknowledge(bob, 1);
            assertThat(agent.next("policy").get("acknowledged").asBoolean()).isTrue();
            assertThat(
                            agent.batch(List.of(TestAgent.span(now.minusSeconds(9), now, "vim")))
                                    .get("accepted"))
                    .hasSize(1);
        }
    }

    private Consent consent() {
        return app().bean(Policies.class).consent(bob.organizationId(), bob.userId());
    }

    private static boolean needs(Person person) {
        return person.api().get("/api/policy").json().get("needsAcknowledgement").asBoolean();
    }

    private static void acknowledge(Person person, int version) {
        person.api().post("/api/policy/acknowledge", Map.of("version", version)).expect(200);
    }

    private void execute(String sql) {
        app().bean(Transactions.class)
                .inOrganization(
                        admin.organizationId(),
                        () ->
                                app().bean(JdbcOperations.class)
                                        .prepareStatement(sql, statement -> statement.execute()));
    }

    /** What the trail says of policies, oldest first. */
    private List<String> trail() {
        return app().bean(Transactions.class)
                .inOrganization(
                        admin.organizationId(),
                        () ->
                                app().bean(JdbcOperations.class)
                                        .prepareStatement(
                                                "SELECT action || ' ' || coalesce(person_id::text,"
                                                        + " 'null') || ' ' || details FROM audit_entries"
                                                        + " WHERE action LIKE 'policy.%' ORDER BY at",
                                                statement -> {
                                                    List<String> found = new ArrayList<>();
                                                    try (ResultSet rows =
                                                            statement.executeQuery()) {
                                                        while (rows.next()) {
                                                            found.add(rows.getString(1));
                                                        }
                                                    }
                                                    return found;
                                                }));
    }
}
