package dev.astir.app.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.astir.app.Api;
import dev.astir.app.AppTest;
import dev.astir.app.Contract;
import dev.astir.app.RawHttp;
import dev.astir.app.TestApp;
import dev.astir.app.tenancy.Transactions;
import io.micronaut.data.jdbc.runtime.JdbcOperations;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What every address has in common: health, problems, tracking. */
class HttpSurfaceTest extends AppTest {

    @ParameterizedTest
    @ValueSource(strings = {"/health", "/health/liveness", "/health/readiness"})
    void saysThatItIsUp(String path) {
        assertThat(app().api().get(path).expect(200).body()).isEqualTo("{\"status\":\"UP\"}");
    }

    @Test
    void saysWhereABodyIsNoJson() {
        JsonNode problem = app().api().post("/api/auth/login", "{").expect(400).json();

        assertThat(problem.get("detail").asText())
                .contains("line: 1, column: 1")
                .doesNotContain("REDACTED");
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "GET,    /api/nothing-here,  -,               404, not-found",
                "DELETE, /api/auth/login,    -,               405, method-not-allowed",
                "GET,    /api/auth/login,    -,               405, method-not-allowed",
                "POST,   /api/auth/login,    '{\"email\":',   400, malformed",
                "POST,   /api/auth/login,    '[]',            400, invalid",
                "POST,   /api/auth/login,    '{}',            400, -",
                "POST,   /api/auth/login,    '',              400, -",
                "GET,    /api/auth/me,       -,               401, not-authenticated",
            })
    void answersProblems(String method, String path, String body, int status, String type) {
        Api.Answer answer = app().api().send(method, path, body).expect(status);

        assertProblem(answer, status);
        if (type != null) {
            assertThat(answer.json().get("type").asText()).isEqualTo("urn:astir:problem:" + type);
        }
    }

    @Test
    void refusesAnotherMediaType() {
        Api.Answer answer =
                app().api()
                        .with("Content-Type", "text/csv")
                        .post("/api/auth/login", "email,password")
                        .expect(415);

        assertProblem(answer, 415);
    }

    @ParameterizedTest
    @CsvSource({
        "Content-Encoding: gzip,                            400, malformed",
        "Content-Type: application/json; charset=nonsense,  415, unsupported-media-type",
        "Content-Type: application/json; charset=?!,        415, unsupported-media-type",
    })
    void refusesABodyThatIsNotWhatItsHeadersSay(String header, int status, String type) {
        String contentType =
                header.startsWith("Content-Type") ? "" : "Content-Type: application/json\r\n";
        byte[] request =
                ("POST /api/activities HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer "
                                + app().registerOrganization().accessToken()
                                + "\r\n"
                                + contentType
                                + header
                                + "\r\nContent-Length: 30\r\n\r\n{\"eventType\":\"task.created\"}  ")
                        .getBytes(StandardCharsets.US_ASCII);
        try (RawHttp http = new RawHttp(app().uri())) {
            RawHttp.Answer answer = http.send(request);

            assertThat(answer.status()).as(answer.text()).isEqualTo(status);
            assertThat(answer.text()).contains("urn:astir:problem:" + type + "\"");
        }
    }

    @Test
    void answersAProblemWhateverTheClientAccepts() {
        Api.Answer answer =
                app().api().with("Accept", "application/json").get("/api/auth/me").expect(401);

        assertProblem(answer, 401);
    }

    @ParameterizedTest
    @CsvSource({
        "PATCH, /api/organization,           '{\"retentionDays\":\"a lot\"}',   retentionDays",
        "PATCH, /api/users/{self},           '{\"role\":\"boss\"}',             role",
        "PATCH, /api/users/{self},           '{\"role\":7}',                      role",
        "GET,   /api/users?limit=many,       ,                                  limit",
        "GET,   /api/users?limit=500,        ,                                  limit",
        "GET,   /api/users?after=yesterday,  ,                                  after",
        "POST,  /api/auth/login, '{\"email\":\"a\",\"password\":\"x\",\"organizationId\":\"z\"}', organizationId",
    })
    void namesTheFieldOfAWrongValue(String method, String path, String body, String field) {
        TestApp.Person admin = app().registerOrganization();

        JsonNode problem =
                admin.api()
                        .send(method, path.replace("{self}", admin.userId().toString()), body)
                        .expect(400)
                        .json();

        assertThat(problem.at("/errors/0/field").asText()).as(problem.toString()).isEqualTo(field);
        // Our class names mean nothing to the caller.
        assertThat(problem.toString()).doesNotContain("dev.astir", "java.lang");
    }

    @Test
    void anIdThatIsNoIdIsNobodys() {
        TestApp.Person admin = app().registerOrganization();

        String malformed =
                admin.api().patch("/api/users/42", Map.of("role", "manager")).expect(404).body();
        String unknown =
                admin.api()
                        .patch("/api/users/" + UUID.randomUUID(), Map.of("role", "manager"))
                        .expect(404)
                        .body();

        assertThat(malformed).isEqualTo(unknown);
    }

    @Test
    void answersOfTheApiAreNotKept() {
        Api.Answer answer = app().registerOrganization().api().get("/api/auth/me").expect(200);

        assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
        assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
    }

    @Test
    void theDescriptionMayBeKeptAndAskedForByItsTag() {
        Api.Answer description = app().api().get("/openapi.json").expect(200);

        assertThat(description.header("Content-Type")).startsWith("application/json");
        assertThat(description.header("Cache-Control")).isEqualTo("no-cache");
        assertThat(description.json().get("openapi").asText()).isEqualTo("3.0.1");
        assertThat(description.json()).isEqualTo(Contract.OF_THIS_APP.description());
        app().api()
                .with("If-None-Match", description.header("ETag"))
                .get("/openapi.json")
                .expect(304);
    }

    @Test
    void remembersWhenAClientWasSeen() {
        TestApp.Person somebody = app().registerOrganization();
        Instant before = Instant.now();
        somebody.api().get("/api/auth/me").expect(200);

        await().untilAsserted(() ->
                assertThat(lastSeen(somebody.userId()))
                        .isAfterOrEqualTo(before.minusMillis(1))
                        .isBeforeOrEqualTo(Instant.now()));
    }

    private static Instant lastSeen(UUID client) {
        return app().bean(Transactions.class)
                .asSystem(() ->
                        app().bean(JdbcOperations.class)
                                .prepareStatement(
                                        "SELECT last_seen FROM client_activity WHERE"
                                                + " client_id = ?",
                                        statement -> {
                                            statement.setString(1, client.toString());
                                            try (ResultSet rows = statement.executeQuery()) {
                                                return rows.next()
                                                        ? rows.getTimestamp(1).toInstant()
                                                        : Instant.EPOCH;
                                            }
                                        }));
    }

    private static void assertProblem(Api.Answer answer, int status) {
        assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
        JsonNode problem = answer.json();
        assertThat(problem.get("type").asText()).startsWith("urn:astir:problem:");
        assertThat(problem.get("title").asText()).isNotEmpty();
        assertThat(problem.get("status").asInt()).isEqualTo(status);
    }
}
