package dev.astir.app.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.astir.app.AppTest;
import dev.astir.app.TestApp;
import io.micronaut.core.annotation.Introspected;
import io.micronaut.http.HttpRequest;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is no JSON of the right types is refused, and the caller learns which field it is. */
class StrictJsonTest extends AppTest {

    private final TestApp.Person admin = app().registerOrganization();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "PATCH | /api/organization | {\"captureTitles\":\"yes\"} | captureTitles | must be true or false, but is \"yes\"",
                "PATCH | /api/organization | {\"captureTitles\":\"true\"} | captureTitles | must be true or false, but is \"true\"",
                "PATCH | /api/organization | {\"captureTitles\":\"\"} | captureTitles | must be true or false, but is \"\"",
                "PATCH | /api/organization | {\"captureTitles\":1} | captureTitles | must be true or false, but is \"1\"",
                "PATCH | /api/organization | {\"captureTitles\":[true]} | captureTitles | must be true or false, but is \"[true]\"",
                "PATCH | /api/organization | {\"idleAfterSeconds\":60.7} | idleAfterSeconds | must be a whole number, but is \"60.7\"",
                "PATCH | /api/organization | {\"idleAfterSeconds\":[60]} | idleAfterSeconds | must be a whole number, but is \"[60]\"",
                "PATCH | /api/organization | {\"idleAfterSeconds\":\"60\"} | idleAfterSeconds | must be a whole number, but is \"60\"",
                "PATCH | /api/organization | {\"idleAfterSeconds\":\"\"} | idleAfterSeconds | must be a whole number, but is \"\"",
                "PATCH | /api/organization | {\"idleAfterSeconds\":true} | idleAfterSeconds | must be a whole number, but is \"true\"",
                "PATCH | /api/organization | {\"idleAfterSeconds\":{}} | idleAfterSeconds | must be a whole number, but is \"{}\"",
                "PATCH | /api/organization | {\"idleAfterSeconds\":99999999999} | idleAfterSeconds | must be a whole number from -2147483648 to 2147483647, but is \"99999999999\"",
                "PATCH | /api/organization | {\"name\":7} | name | must be a text, but is \"7\"",
                "PATCH | /api/organization | {\"name\":true} | name | must be a text, but is \"true\"",
                "PATCH | /api/organization | {\"name\":[\"a\"]} | name | must be a text, but is \"[\"a\"]\"",
                "PATCH | /api/organization | {\"nmae\":\"a\"} | nmae | must be one of agentSilentAfterSeconds, automaticSessions, captureTitles, clientSilentAfterSeconds, idleAfterSeconds, idleAlerts, insightsForManagers, introspection, name, nightShiftsBelongToStart, overtimeAfterSeconds, overtimeAlerts, planType, requireSecondFactor, retentionDays, sessionEndsAfterSeconds, sessionForgottenAfterSeconds, timeZone or weeklyOvertimeAfterSeconds, but is \"nmae\"",
                "POST | /api/projects | {\"name\":7} | name | must be a text, but is \"7\"",
                "POST | /api/projects | {\"name\":{\"a\":1}} | name | must be a text, but is \"{\"a\":1}\"",
                "POST | /api/projects | {\"title\":\"P\"} | title | must be one of description or name, but is \"title\"",
                "POST | /api/sessions/start | {\"projectId\":\"1-1-1-1-1\"} | projectId | must be a UUID, but is \"1-1-1-1-1\"",
                "POST | /api/sessions/start | {\"projectId\":\"\"} | projectId | must be a UUID, but is \"\"",
                "POST | /api/sessions/start | {\"projectId\":7} | projectId | must be a UUID, but is \"7\"",
                "POST | /api/sessions/start | {\"projectId\":[]} | projectId | must be a UUID, but is \"[]\"",
                "POST | /api/enrolment-tokens | {\"maxUses\":1e-2} | maxUses | must be a whole number, but is \"1e-2\"",
                "POST | /api/enrolment-tokens | {\"maxUses\":\"2\"} | maxUses | must be a whole number, but is \"2\"",
                "POST | /api/enrolment-tokens | {\"expiresInSeconds\":6e99} | expiresInSeconds | must be a whole number, but is \"6e99\"",
                "POST | /api/enrolment-tokens | {\"userId\":false} | userId | must be a UUID, but is \"false\"",
                "PATCH | /api/users/{self} | {\"role\":\"boss\"} | role | must be employee, manager or admin, but is \"boss\"",
                "PATCH | /api/users/{self} | {\"role\":\"ADMIN\"} | role | must be employee, manager or admin, but is \"ADMIN\"",
                "PATCH | /api/users/{self} | {\"role\":\"\"} | role | must be employee, manager or admin, but is \"\"",
                "PATCH | /api/users/{self} | {\"role\":0} | role | must be employee, manager or admin, but is \"0\"",
                "PATCH | /api/users/{self} | {\"status\":[\"active\"]} | status | must be active or suspended, but is \"[\"active\"]\"",
                "POST | /api/auth/login | {\"email\":\"a@b.c\",\"password\":1234} | password | must be a text",
            })
    void refusesAnotherType(String method, String path, String body, String field, String message) {
        JsonNode problem = send(method, path, body);

        assertThat(problem.at("/errors/0/field").asText()).as(problem.toString()).isEqualTo(field);
        assertThat(problem.at("/errors/0/message").asText()).isEqualTo(message);
        assertThat(problem.get("errors")).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "PATCH | /api/organization | {\"idleAlerts\":false}garbage",
                "PATCH | /api/organization | {\"idleAlerts\":false}{\"idleAlerts\":true}",
                "PATCH | /api/organization | {\"idleAlerts\":false}]",
                "PATCH | /api/organization | {\"idleAlerts\":false,\"idleAlerts\":true}",
                "PATCH | /api/organization | {\"idleAlerts\":false,}",
                "PATCH | /api/organization | {idleAlerts:false}",
                "PATCH | /api/organization | [{\"idleAlerts\":false}]",
                "PATCH | /api/organization | \"\"",
                "PATCH | /api/organization | 7",
                "POST | /api/projects | {\"name\":\"P\"} {}",
                "POST | /api/projects | {\"name\":\"P\",\"name\":\"Q\"}",
                "POST | /api/sessions/start | {}garbage",
                "POST | /api/enrolment-tokens | {}[]",
                "PATCH | /api/users/{self} | {\"timeZone\":null}x",
                "POST | /api/activity/batch | {\"sessionId\":\"6fa459ea-ee8a-3ca4-894e-db77e160355e\",\"events\":[]}garbage",
                "POST | /api/activity/batch | {\"events\":[],\"events\":[],\"sessionId\":\"6fa459ea-ee8a-3ca4-894e-db77e160355e\"}",
            })
    void refusesWhatIsNotOneJsonObject(String method, String path, String body) {
        JsonNode problem = send(method, path, body);

        assertThat(problem.toString())
                .doesNotContain("REDACTED", "dev.astir", "java.", "com.fasterxml");
        assertThat(problem.hasNonNull("detail")).isTrue();
        assertThat(admin.api().get("/api/organization").json().get("idleAlerts").asBoolean())
                .isFalse();
    }

    @Test
    void saysWhyABodyBreaksOffWithoutNamesOfTheCode() {
        for (String body :
                List.of("[".repeat(5_000), "{\"idleAfterSeconds\":" + "9".repeat(1_100) + "}")) {
            JsonNode problem = send("PATCH", "/api/organization", body);

            assertThat(problem.get("type").asText()).isEqualTo("urn:astir:problem:malformed");
            assertThat(problem.get("detail").asText())
                    .startsWith("Invalid JSON: ")
                    .contains("exceeds the maximum allowed")
                    .doesNotContain("`", "Constraints");
        }
    }

    @Test
    void namesTheWholeWayToAField() {
        JsonNode batch = read("{\"id\":\"%s\",\"events\":[{\"seconds\":1},{\"seconds\":\"2\"}]}");

        assertThat(batch.at("/errors/0/field").asText()).isEqualTo("events[1].seconds");
        assertThat(batch.at("/errors/0/message").asText())
                .isEqualTo("must be a whole number, but is \"2\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"12", "\"12\"", "\"2026-01-31\"", "[]", "true", "1.5"})
    void aTimeIsATextWithDateTimeAndZone(String time) {
        JsonNode problem = read("{\"events\":[{\"at\":" + time + "}]}");

        assertThat(problem.at("/errors/0/field").asText()).isEqualTo("events[0].at");
        assertThat(problem.at("/errors/0/message").asText())
                .startsWith("must be a time such as 2026-01-31T09:30:00Z, but is \"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"at\":null}", "{\"seconds\":null}"})
    void aNumberThatMustBeThereIsMissed(String event) {
        JsonNode problem = read("{\"events\":[" + event + "]}");

        assertThat(problem.at("/errors/0/field").asText()).isEqualTo("events[0].seconds");
        assertThat(problem.at("/errors/0/message").asText())
                .isEqualTo("must be a whole number, but is missing");
    }

    @Test
    void theRightTypesPass() throws Exception {
        UUID id = UUID.randomUUID();
        Batch batch =
                app().bean(ObjectMapper.class)
                        .readValue(
                                """
                                {"id": "%s", "tags": null,
                                 "events": [{"seconds": 7, "at": "2026-01-31T10:30:00+01:00"}]}
                                """
                                        .formatted(id),
                                Batch.class);

        assertThat(batch)
                .isEqualTo(
                        new Batch(
                                id,
                                List.of(new Batch.Event(7, Instant.parse("2026-01-31T09:30:00Z"))),
                                null));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"a\"", "7", "{}", "[7]"})
    void aListIsAList(String tags) {
        assertThat(read("{\"tags\":" + tags + "}").at("/errors/0/field").asText())
                .startsWith("tags");
    }

    /** A body as some address may want it. */
    @Introspected
    record Batch(UUID id, List<Event> events, List<String> tags) {

        @Introspected
        record Event(int seconds, Instant at) {}
    }

    /** What the caller would be told of this body. */
    private JsonNode read(String body) {
        ObjectMapper json = app().bean(ObjectMapper.class);
        Throwable failure =
                catchThrowable(() ->
                        json.readValue(
                                body.replace("%s", UUID.randomUUID().toString()), Batch.class));
        return json.valueToTree(
                Conversions.explain(HttpRequest.POST("/", Map.of()), failure).orElseThrow());
    }

    private JsonNode send(String method, String path, String body) {
        return admin.api()
                .send(method, path.replace("{self}", admin.userId().toString()), body)
                .expect(400)
                .json();
    }
}
