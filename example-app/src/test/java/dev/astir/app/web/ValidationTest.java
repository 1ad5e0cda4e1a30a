package dev.astir.app.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.astir.app.AppTest;
import dev.astir.app.TestApp;
import dev.astir.protocol.PlainText;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a caller sends is checked as a whole, and every wrong field is named. */
class ValidationTest extends AppTest {

    private static final String SINGLE_LINE =
            "must be one line of visible characters, without any that control, are unseen or set the"
                    + " direction of writing";

    private final TestApp.Person admin = app().registerOrganization();

    @Test
    void namesEveryWrongFieldOfABodyInOrder() {
        JsonNode problem =
                admin.api()
                        .patch(
                                "/api/organization",
                                Map.of(
                                        "retentionDays",
                                        0,
                                        "name",
                                        "  ",
                                        "timeZone",
                                        "Mars/Olympus",
                                        "idleAfterSeconds",
                                        7,
                                        "planType",
                                        "a\u0000b"))
                        .expect(400)
                        .json();

        assertThat(errors(problem))
                .containsExactly(
                        "idleAfterSeconds must be greater than or equal to 30, but is \"7\"",
                        "name size must be between 1 and 200, but is \"\"",
                        "planType must not contain NUL or half a surrogate pair, but is \"a\uFFFDb\"",
                        "retentionDays must be greater than or equal to 1, but is \"0\"",
                        "timeZone must be an IANA time zone such as Europe/Berlin, but is"
                                + " \"Mars/Olympus\"");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "/api/projects | {} | name must not be blank, but is missing",
                "/api/projects | {\"name\":\" \"} | name must not be blank, but is \"\"",
                "/api/projects | {\"name\":\"a\\u0000\"} | name must not contain NUL or half a surrogate pair, but is \"a\uFFFD\"",
                "/api/projects | {\"name\":\"\\ud83d\"} | name must not contain NUL or half a surrogate pair, but is \"\uFFFD\"",
                "/api/projects | {\"name\":\"Payroll\\u202Efdp.exe\"} | name "
                        + SINGLE_LINE
                        + ", but is \"Payroll\\u202Efdp.exe\"",
                "/api/projects | {\"name\":\"a\\nb\\u001B[2J\"} | name "
                        + SINGLE_LINE
                        + ", but is \"a\\nb\\u001B[2J\"",
                "/api/enrolment-tokens | {\"maxUses\":0} | maxUses must be greater than or equal to 1, but is \"0\"",
                "/api/enrolment-tokens | {\"maxUses\":1001} | maxUses must be less than or equal to 1000, but is \"1001\"",
                "/api/enrolment-tokens | {\"expiresInSeconds\":2592001} | expiresInSeconds must be less than or equal to 2592000, but is \"2592001\"",
                "/api/auth/login | {\"email\":\"\"} | email must not be blank, but is \"\"; password must not be null, but is missing",
            })
    void refusesBodies(String path, String body, String expected) {
        JsonNode problem = admin.api().send("POST", path, body).expect(400).json();

        assertThat(String.join("; ", errors(problem))).isEqualTo(expected);
    }

    @Test
    void refusesNamesThatDeceiveWhereverSomebodyGivesOne() {
        for (String name : List.of("Ann\u202E", "Ann\u0007", "An\u2028n", "A\u200Bnn", "\u3164")) {
            String demand = SINGLE_LINE + ", but is \"" + PlainText.line(name) + "\"";
            JsonNode changed =
                    admin.api()
                            .patch("/api/organization", Map.of("name", name, "planType", name))
                            .expect(400)
                            .json();
            assertThat(errors(changed)).containsExactly("name " + demand, "planType " + demand);
            JsonNode registered =
                    app().api()
                            .post(
                                    "/api/auth/register",
                                    Map.of(
                                            "organizationName", name,
                                            "timeZone", "UTC",
                                            "name", name,
                                            "email", "ann@example.org",
                                            "password", "long enough"))
                            .expect(400)
                            .json();
            assertThat(errors(registered))
                    .containsExactly("name " + demand, "organizationName " + demand);
        }
    }

    @Test
    void namesTheLengthsOfAProject() {
        JsonNode problem =
                admin.api()
                        .post(
                                "/api/projects",
                                Map.of("name", "n".repeat(256), "description", "d".repeat(2_001)))
                        .expect(400)
                        .json();

        assertThat(problem.findValuesAsText("field")).containsExactly("description", "name");
        // Megabytes that were refused are not sent back.
        assertThat(problem.toString()).hasSizeLessThan(600);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/projects", "/api/sessions", "/api/users", "/api/agents"})
    void limitsEveryList(String path) {
        for (String limit : List.of("0", "201", "-1")) {
            JsonNode problem = admin.api().get(path + "?limit=" + limit).expect(400).json();
            assertThat(errors(problem))
                    .containsExactly(
                            "limit must be a number from 1 to 200, but is \"" + limit + "\"");
        }
        JsonNode problem = admin.api().get(path + "?limit=many").expect(400).json();
        assertThat(errors(problem))
                .containsExactly("limit must be a whole number, but is \"many\"");
        admin.api().get(path + "?limit=200").expect(200);
    }

    @Test
    void namesEveryWrongParameter() {
        JsonNode problem =
                admin.api()
                        .get(
                                "/api/sessions?limit=0&from=-0001-01-01T00:00:00Z"
                                        + "&to=%2B10000-01-01T00:00:00Z")
                        .expect(400)
                        .json();

        String demand = " must be a time from 0001-01-01T00:00:00Z to 9999-12-31T23:59:59Z";
        assertThat(errors(problem))
                .containsExactly(
                        "from" + demand + ", but is \"-0001-01-01T00:00:00Z\"",
                        "limit must be a number from 1 to 200, but is \"0\"",
                        "to" + demand + ", but is \"+10000-01-01T00:00:00Z\"");
    }

    @ParameterizedTest
    @CsvSource({
        "/api/sessions?from=yesterday, 'from must be a time such as 2026-01-31T09:30:00Z, but is \"yesterday\"'",
        "/api/sessions?userId=me,      'userId must be a UUID, but is \"me\"'",
        "/api/projects?after=1,        'after must be a UUID, but is \"1\"'",
        "/api/sessions?limit=5&limit=6, 'limit must be a whole number, but is \"5,6\"'",
        "/api/timeline?date=2026-01-01&date=x, 'date must be a date such as 2026-01-31, but is \"2026-01-01,x\"'",
        "/api/sessions?limit=9999999999, 'limit must be a whole number from -2147483648 to 2147483647, but is \"9999999999\"'",
    })
    void namesWhatAParameterMayBe(String path, String expected) {
        assertThat(errors(admin.api().get(path).expect(400).json())).containsExactly(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "null"})
    void saysThatABodyIsMissing(String body) {
        JsonNode problem = admin.api().send("POST", "/api/projects", body).expect(400).json();

        assertThat(errors(problem)).containsExactly("body must be an object, but is missing");
    }

    @Test
    void namesWhatIsAllowedAsTheApiWritesIt() {
        JsonNode problem =
                admin.api()
                        .put(
                                "/api/me/notifications",
                                Map.of("types", Map.of("nonsense", Map.of()), "digest", "off"))
                        .expect(400)
                        .json();

        assertThat(errors(problem))
                .singleElement()
                .asString()
                .contains("idle, overtime, agent-silent, client-silent or session-forgotten");
    }

    private static List<String> errors(JsonNode problem) {
        List<String> errors = new ArrayList<>();
        problem.get("errors")
                .forEach(error ->
                        errors.add(
                                error.get("field").asText() + " " + error.get("message").asText()));
        return errors;
    }
}
