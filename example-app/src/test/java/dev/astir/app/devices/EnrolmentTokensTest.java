package dev.astir.app.devices;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.astir.app.Api;
import dev.astir.app.AppTest;
import dev.astir.app.TestApp.Person;
import dev.astir.app.capture.TestAgent;
import dev.astir.app.identity.Role;
import dev.astir.app.tenancy.Transactions;
import io.micronaut.data.jdbc.runtime.JdbcOperations;
import java.sql.PreparedStatement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** The list of enrolment tokens, and how one ends before its time. */
class EnrolmentTokensTest extends AppTest {

    private final Person admin = app().registerOrganization();
    private final Person bob = app().addUser(admin, Role.EMPLOYEE, "Bob");

    @Test
    void theListTellsEverythingButTheToken() {
        JsonNode token = issue(admin, Map.of("userId", bob.userId(), "maxUses", 3));
        enrol(token).expect(201);

        JsonNode list = admin.api().get("/api/enrolment-tokens").expect(200).json();

        assertThat(list.get("next").isNull()).isTrue();
        assertThat(list.get("items")).hasSize(1);
        JsonNode item = list.at("/items/0");
        assertThat(item.get("id")).isEqualTo(token.get("id"));
        assertThat(item.get("userId").asText()).isEqualTo(bob.userId().toString());
        assertThat(item.get("userName").asText()).isEqualTo("Bob");
        assertThat(item.get("createdBy").asText()).isEqualTo(admin.userId().toString());
        assertThat(item.get("createdByName").asText()).isEqualTo("Ada Admin");
        assertThat(item.get("maxUses").asInt()).isEqualTo(3);
        assertThat(item.get("uses").asInt()).isEqualTo(1);
        assertThat(item.get("revokedAt").isNull()).isTrue();
        assertThat(Instant.parse(item.get("expiresAt").asText()))
                .isEqualTo(Instant.parse(item.get("createdAt").asText()).plusSeconds(60 * 60));
        assertThat(list.toString())
                .doesNotContain(token.get("token").asText(), "astir_enrol_", "hash");
    }

    @Test
    void aPersonSeesAndEndsTheirOwnAndAnAdministratorEverybodys() {
        Person mia = app().addUser(admin, Role.MANAGER, "Mia");
        JsonNode forBob = issue(admin, Map.of("userId", bob.userId()));
        JsonNode ofBob = issue(bob, Map.of());
        JsonNode ofMia = issue(mia, Map.of());

        assertThat(ids(admin)).containsExactlyInAnyOrder(id(forBob), id(ofBob), id(ofMia));
        assertThat(ids(bob)).containsExactlyInAnyOrder(id(forBob), id(ofBob));
        assertThat(ids(mia)).containsExactly(id(ofMia));

        String unknown = revoke(bob, UUID.randomUUID().toString()).expect(404).body();
        assertThat(revoke(bob, id(ofMia)).expect(404).body()).isEqualTo(unknown);
        assertThat(revoke(mia, id(ofBob)).expect(404).body()).isEqualTo(unknown);
        Person stranger = app().registerOrganization();
        assertThat(ids(stranger)).isEmpty();
        assertThat(revoke(stranger, id(ofBob)).expect(404).body()).isEqualTo(unknown);
        enrol(ofMia).expect(201);
        revoke(bob, id(forBob)).expect(204);
        revoke(admin, id(ofBob)).expect(204);
        enrol(forBob).expect(403);
        enrol(ofBob).expect(403);
    }

    @Test
    void aRevokedTokenEnrolsNothingMoreAndStaysRevoked() {
        JsonNode token = issue(admin, Map.of("maxUses", 5));
        enrol(token).expect(201);

        revoke(admin, id(token)).expect(204);
        JsonNode revokedAt = item(token).get("revokedAt");
        revoke(admin, id(token)).expect(204);

        assertThat(item(token).get("revokedAt")).isEqualTo(revokedAt);
        assertThat(item(token).get("uses").asInt()).isEqualTo(1);
        enrol(token).expect(403);
        assertThat(admin.api().get("/api/agents").json().get("items")).hasSize(1);
    }

    @Test
    void whyATokenIsRefusedIsToldToNobody() {
        JsonNode revoked = issue(admin, Map.of());
        revoke(admin, id(revoked)).expect(204);
        JsonNode usedUp = issue(admin, Map.of());
        enrol(usedUp).expect(201);
        JsonNode expired = issue(admin, Map.of());
        update("UPDATE enrolment_tokens SET expires_at = created_at WHERE id = ?", expired);
        String unknown =
                app().api()
                        .post("/api/agents/policy", Map.of("token", "astir_enrol_none"))
                        .expect(403)
                        .body();

        for (JsonNode token : List.of(revoked, usedUp, expired)) {
            assertThat(
                            app().api()
                                    .post(
                                            "/api/agents/policy",
                                            Map.of("token", token.get("token").asText()))
                                    .expect(403)
                                    .body())
                    .isEqualTo(unknown);
            assertThat(enrol(token).expect(403).body()).isEqualTo(unknown);
        }
    }

    @Test
    void aTokenEndsWithTheRightToMakeIt() {
        Person second = app().addUser(admin, Role.ADMIN, "Second");
        JsonNode forBob = issue(second, Map.of("userId", bob.userId(), "maxUses", 9));
        JsonNode own = issue(second, Map.of("maxUses", 9));
        enrol(forBob).expect(201);

        change(second, Map.of("role", "manager"));
        enrol(forBob).expect(403);
        enrol(own).expect(201);
        change(second, Map.of("role", "admin", "status", "suspended"));
        enrol(forBob).expect(403);
        enrol(own).expect(403);
        change(second, Map.of("status", "active"));
        enrol(forBob).expect(201);
    }

    @Test
    void listsPageByPage() {
        for (int i = 0; i < 5; i++) {
            issue(bob, Map.of());
        }
        JsonNode first = bob.api().get("/api/enrolment-tokens?limit=3").expect(200).json();
        JsonNode second =
                bob.api()
                        .get("/api/enrolment-tokens?limit=3&after=" + first.get("next").asText())
                        .expect(200)
                        .json();

        assertThat(first.get("items")).hasSize(3);
        assertThat(second.get("items")).hasSize(2);
        assertThat(second.get("next").isNull()).isTrue();
        bob.api().get("/api/enrolment-tokens?limit=0").expect(400);
        bob.api().get("/api/enrolment-tokens?after=x").expect(400);
    }

    private void change(Person person, Map<String, String> change) {
        admin.api().patch("/api/users/" + person.userId(), change).expect(200);
    }

    private void update(String statement, JsonNode token) {
        app().bean(Transactions.class)
                .inOrganization(
                        admin.organizationId(),
                        () ->
                                app().bean(JdbcOperations.class)
                                        .prepareStatement(
                                                statement,
                                                (PreparedStatement prepared) -> {
                                                    prepared.setObject(
                                                            1, UUID.fromString(id(token)));
                                                    return prepared.executeUpdate();
                                                }));
    }

    private JsonNode item(JsonNode token) {
        for (JsonNode item :
                admin.api().get("/api/enrolment-tokens").expect(200).json().get("items")) {
            if (item.get("id").equals(token.get("id"))) {
                return item;
            }
        }
        throw new AssertionError(id(token) + " is not in the list");
    }

    private static JsonNode issue(Person person, Map<String, Object> body) {
        return person.api().post("/api/enrolment-tokens", body).expect(201).json();
    }

    private static Api.Answer revoke(Person person, String id) {
        return person.api().delete("/api/enrolment-tokens/" + id);
    }

    private static Api.Answer enrol(JsonNode token) {
        String text = token.get("token").asText();
        return app().api().post("/api/agents/enrol", TestAgent.enrolment(text, 1));
    }

    private static List<String> ids(Person person) {
        List<String> ids = new ArrayList<>();
        person.api()
                .get("/api/enrolment-tokens")
                .expect(200)
                .json()
                .get("items")
                .forEach(item -> ids.add(id(item)));
        return ids;
    }

    private static String id(JsonNode token) {
        return token.get("id").asText();
    }
}
