package dev.astir.app.devices;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.astir.app.Api;
import dev.astir.app.AppTest;
import dev.astir.app.TestApp.Person;
import dev.astir.app.capture.TestAgent;
import dev.astir.app.identity.Role;
import dev.astir.app.trail.TrailEntries;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class EnrolmentTest extends AppTest {

    private final Person admin = app().registerOrganization();

    @Test
    void aTokenShowsThePolicyAndBuysAKey() {
        JsonNode token =
                admin.api()
                        .post(
                                "/api/enrolment-tokens",
                                Map.of("expiresInSeconds", 600, "maxUses", 1))
                        .expect(201)
                        .json();
        assertThat(token.get("userId").asText()).isEqualTo(admin.userId().toString());

        JsonNode policy = policy(token.get("token").asText());
        assertThat(policy.get("version").asInt()).isEqualTo(1);
        assertThat(policy.get("text").asText())
                .contains("no titles")
                .contains("for 5 minutes or more");
        assertThat(policy.at("/settings/captureTitles").asBoolean(true)).isFalse();
        assertThat(policy.at("/settings/introspection").asBoolean(true)).isFalse();
        assertThat(policy.at("/settings/idleAfterSeconds").asInt()).isEqualTo(300);

        JsonNode enrolled = enrol(token.get("token").asText(), 1).expect(201).json();
        JsonNode agents = admin.api().get("/api/agents").expect(200).json();
        assertThat(agents.get("next").isNull()).isTrue();
        assertThat(agents.get("items")).hasSize(1);
        JsonNode agent = agents.at("/items/0");
        assertThat(agent.get("id").asText()).isEqualTo(enrolled.get("agentId").asText());
        assertThat(agent.get("hostname").asText()).isEqualTo("desk-1");
        assertThat(agent.get("status").asText()).isEqualTo("active");
        assertThat(agents.toString()).doesNotContain(enrolled.get("agentKey").asText());
    }

    @Test
    void aComputersNameIsShownWithoutWhatItWouldSteer() {
        String token = token(admin, Map.of("maxUses", 1));
        Map<String, Object> request = new HashMap<>(TestAgent.enrolment(token, 1));
        request.put("hostname", "desk\u202E\u001B[2J");
        request.put("os", "Linux\n6\u2066");
        app().api().post("/api/agents/enrol", request).expect(201);

        assertThat(admin.api().get("/api/agents").expect(200).json().findValuesAsText("hostname"))
                .contains("desk [2J");
    }

    @Test
    void aTokenEnrolsNoMoreDevicesThanItMayEvenAtOnce() throws Exception {
        String token = token(admin, Map.of("maxUses", 2));
        Callable<Integer> enrolment = () -> enrol(token, 1).status();
        policy(token);
        try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Integer>> answers =
                    executor.invokeAll(java.util.Collections.nCopies(8, enrolment));
            assertThat(answers.stream().map(Future::resultNow).filter(status -> status == 201))
                    .hasSize(2);
            assertThat(answers.stream().map(Future::resultNow).filter(status -> status == 403))
                    .hasSize(6);
        }
        assertThat(admin.api().get("/api/agents").json().get("items")).hasSize(2);
    }

    @Test
    void anotherPolicyVersionIsAConflictAndUsesNothingUp() {
        String token = token(admin, Map.of());
        Api.Answer refused = enrol(token, 7).expect(409);
        assertThat(refused.json().get("type").asText())
                .isEqualTo("urn:astir:problem:policy-changed");
        enrol(token, 1).expect(201);
    }

    @Test
    void unknownTokensAreRefused() {
        assertThat(
                        app().api()
                                .post("/api/agents/policy", Map.of("token", "astir_enrol_none"))
                                .expect(403)
                                .json()
                                .get("type")
                                .asText())
                .isEqualTo("urn:astir:problem:enrolment-token-unusable");
        enrol("astir_enrol_none", 1).expect(403);
        app().api().post("/api/agents/enrol", Map.of("hostname", "desk")).expect(400);
    }

    @Test
    void employeesEnrolTheirOwnDevicesAndAdministratorsAnybodys() {
        Person bob = app().addUser(admin, Role.EMPLOYEE, "Bob");
        bob.api().post("/api/enrolment-tokens", Map.of("userId", admin.userId())).expect(403);
        String token = token(admin, Map.of("userId", bob.userId()));
        enrol(token, policy(token).get("version").asInt()).expect(201);

        JsonNode own = bob.api().get("/api/agents").expect(200).json().get("items");
        assertThat(own).hasSize(1);
        assertThat(own.at("/0/userName").asText()).isEqualTo("Bob");
        Person eve = app().addUser(admin, Role.EMPLOYEE, "Eve");
        assertThat(eve.api().get("/api/agents").expect(200).json().get("items")).isEmpty();
    }

    @Test
    void badRequestsNameTheField() {
        for (Map<String, Object> body :
                List.<Map<String, Object>>of(
                        Map.of("expiresInSeconds", 0),
                        Map.of("expiresInSeconds", 99_999_999),
                        Map.of("maxUses", 0),
                        Map.of("maxUses", 1_000_000))) {
            JsonNode problem = admin.api().post("/api/enrolment-tokens", body).expect(400).json();
            assertThat(problem.at("/errors/0/field").asText())
                    .isEqualTo(body.keySet().iterator().next());
        }
        admin.api().post("/api/enrolment-tokens", Map.of("userId", UUID.randomUUID())).expect(404);
    }

    @Test
    void listsPageByPage() {
        String token = token(admin, Map.of("maxUses", 5));
        policy(token);
        for (int i = 0; i < 5; i++) {
            enrol(token, 1).expect(201);
        }
        JsonNode first = admin.api().get("/api/agents?limit=3").expect(200).json();
        assertThat(first.get("items")).hasSize(3);
        JsonNode second =
                admin.api()
                        .get("/api/agents?limit=3&after=" + first.get("next").asText())
                        .expect(200)
                        .json();
        assertThat(second.get("items")).hasSize(2);
        assertThat(second.get("next").isNull()).isTrue();
        admin.api().get("/api/agents?limit=0").expect(400);
    }

    @Test
    void onlyAdministratorsOfTheOrganizationBlockAndRemove() {
        UUID agent = TestAgent.enrol(app(), admin).agentId();
        Person bob = app().addUser(admin, Role.MANAGER, "Bob");
        Person stranger = app().registerOrganization();
        bob.api().post("/api/agents/" + agent + "/block").expect(403);
        bob.api().delete("/api/agents/" + agent).expect(404);
        stranger.api().post("/api/agents/" + agent + "/block").expect(404);
        stranger.api().post("/api/agents/" + agent + "/unblock").expect(404);
        stranger.api().delete("/api/agents/" + agent).expect(404);
        app().api().post("/api/agents/" + agent + "/block").expect(401);

        assertThat(
                        admin.api()
                                .post("/api/agents/" + agent + "/block")
                                .expect(200)
                                .json()
                                .get("status")
                                .asText())
                .isEqualTo("blocked");
        admin.api().delete("/api/agents/" + agent).expect(204);
        admin.api().post("/api/agents/" + agent + "/unblock").expect(404);
        assertThat(admin.api().get("/api/agents").json().get("items")).isEmpty();
    }

    @Test
    void everybodyTakesOutTheirOwnDevice() {
        Person bob = app().addUser(admin, Role.EMPLOYEE, "Bob");
        TestAgent.Enrolled desk = TestAgent.enrol(app(), bob);
        TestAgent line = TestAgent.connect(app(), desk);
        line.next("welcome");

        bob.api().delete("/api/agents/" + desk.agentId()).expect(204);

        assertThat(line.closeCode()).isEqualTo(4009);
        bob.api().delete("/api/agents/" + desk.agentId()).expect(404);
        assertThat(bob.api().get("/api/agents").json().get("items")).isEmpty();
    }

    @Test
    void theTrailKnowsOfDevicesAndOfWhoLooked() {
        Person bob = app().addUser(admin, Role.EMPLOYEE, "Bob");
        Person mia = app().addUser(admin, Role.MANAGER, "Mia");
        UUID desk = TestAgent.enrol(app(), bob).agentId();
        bob.api().get("/api/agents").expect(200);
        bob.api().get("/api/agents?userId=" + mia.userId()).expect(404);
        String own = "/api/agents?userId=" + mia.userId();
        assertThat(mia.api().get(own).expect(200).json().get("items")).isEmpty();
        mia.api().get("/api/agents").expect(200);
        mia.api().get("/api/agents").expect(200);
        admin.api().post("/api/agents/" + desk + "/block").expect(200);
        admin.api().post("/api/agents/" + desk + "/unblock").expect(200);
        bob.api().delete("/api/agents/" + desk).expect(204);

        List<String> entries = TrailEntries.of(app(), admin.organizationId());

        String device = "{\"deviceId\": \"%s\", \"hostname\": \"desk-1\"}".formatted(desk);
        assertThat(entries.stream().filter(entry -> entry.contains(" device")))
                .containsExactly(
                        "change device.enrolled %s null %s {\"deviceId\": \"%s\", \"hostname\": \"desk-1\", \"acknowledgedPolicy\": 1}"
                                .formatted(bob.userId(), bob.userId(), desk),
                        "view devices %s null %s {}".formatted(mia.userId(), bob.userId()),
                        "change device.blocked %s null %s %s"
                                .formatted(admin.userId(), bob.userId(), device),
                        "change device.unblocked %s null %s %s"
                                .formatted(admin.userId(), bob.userId(), device),
                        "change device.removed %s null %s %s"
                                .formatted(bob.userId(), bob.userId(), device));
    }

    /** Whoever did it, and by what: a token's name goes with all that it does. */
    @Test
    void theTrailKnowsOfEnrolmentTokensAndByWhatTheyWereMade() {
        Person bob = app().addUser(admin, Role.EMPLOYEE, "Bob");
        String script =
                admin.api()
                        .post(
                                "/api/tokens",
                                Map.of("name", "Rollout", "scopes", List.of("write", "admin")))
                        .expect(201)
                        .json()
                        .get("token")
                        .asText();
        JsonNode made =
                app().api()
                        .with("Authorization", "Bearer " + script)
                        .post("/api/enrolment-tokens", Map.of("userId", bob.userId()))
                        .expect(201)
                        .json();
        String id = made.get("id").asText();
        bob.api().delete("/api/enrolment-tokens/" + id).expect(204);
        bob.api().delete("/api/enrolment-tokens/" + id).expect(204);

        List<String> entries = TrailEntries.of(app(), admin.organizationId());

        assertThat(entries.stream().filter(entry -> entry.contains(" enrolment-token.")))
                .containsExactly(
                        "change enrolment-token.created %s Rollout %s {\"maxUses\": 1, \"tokenId\": \"%s\", \"expiresAt\": \"%s\"}"
                                .formatted(
                                        admin.userId(),
                                        bob.userId(),
                                        id,
                                        made.get("expiresAt").asText()),
                        "change enrolment-token.revoked %s null %s {\"tokenId\": \"%s\"}"
                                .formatted(bob.userId(), bob.userId(), id));
        assertThat(entries.toString()).doesNotContain(made.get("token").asText());
    }

    private static String token(Person person, Map<String, Object> body) {
        return person.api()
                .post("/api/enrolment-tokens", body)
                .expect(201)
                .json()
                .get("token")
                .asText();
    }

    private static JsonNode policy(String token) {
        return app().api().post("/api/agents/policy", Map.of("token", token)).expect(200).json();
    }

    private static Api.Answer enrol(String token, int version) {
        return app().api().post("/api/agents/enrol", TestAgent.enrolment(token, version));
    }
}
