package dev.astir.app.timeline;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.astir.app.sessions.OneSessionTest;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ActivityRequestTest extends OneSessionTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "activityType    | null                        | active or idle",
                "activityType    | \"busy\"                    | active or idle",
                "activityType    | [1,2]                       | active or idle",
                "activityType    | \"ACTIVE\"                  | active or idle",
                "durationSeconds | null                        | from 0 to 86400",
                "durationSeconds | -1                          | from 0 to 86400",
                "durationSeconds | 86401                       | from 0 to 86400",
                "durationSeconds | 1e300                       | a whole number",
                "durationSeconds | 1e400                       | a whole number",
                "durationSeconds | 1e2147483647                | a whole number",
                "durationSeconds | 1.5                         | a whole number",
                "durationSeconds | \"60\"                      | a whole number",
                "durationSeconds | {}                          | a whole number",
                "id              | \"1\"                       | a UUID",
                "id              | 7                           | a UUID",
                "id              | \"1-1-1-1-1\"               | a UUID",
                "timestamp       | \"yesterday\"               | a time such as 2",
                "timestamp       | \"1970-01-01T00:00:00Z\"    | from 2000-01-01T00:00:00Z on",
                "timestamp       | \"+10000-01-01T00:00:00Z\"  | an hour ahead of the server",
                "appName         | \"a\\u0000b\"               | NUL",
                "appName         | \"LONG256\"                 | 255 characters",
                "title           | false                       | a text",
                "title           | \"a\\u0000b\"               | NUL",
                "title           | \"LONG1025\"                | 1024 characters",
                "url             | \"javascript:alert(1)\"     | http:// or https://",
                "url             | [\"https://example.org\"]   | a text",
                "url             | \"file:///etc/passwd\"      | http:// or https://",
                "url             | \"https://a b\"             | http:// or https://",
                "url             | \"https://a\\u0000b\"       | http:// or https://",
                "url             | \"https://a\\u202Eb\"       | http:// or https://",
                "url             | \"https://LONG2048\"        | 2048 characters",
            })
    void refusesABadField(String field, String value, String allowed) {
        String sent =
                value.replace("LONG256", "x".repeat(256))
                        .replace("LONG1025", "x".repeat(1_025))
                        .replace("LONG2048", "x".repeat(2_048));
        String body =
                """
                {"activityType":"idle","durationSeconds":1,"FIELD":VALUE}
                """
                        // A repeated name would leave open which value counts.
                        .replaceFirst("\"" + field + "\":[^,]*,", "")
                        .replace("FIELD", field)
                        .replace("VALUE", sent);

        JsonNode problem =
                person.api()
                        .post("/api/sessions/" + session + "/activity", body)
                        .expect(400)
                        .json();

        assertThat(problem.get("errors")).hasSize(1);
        assertThat(problem.at("/errors/0/field").asText()).isEqualTo(field);
        assertThat(problem.at("/errors/0/message").asText()).contains(allowed).hasSizeLessThan(250);
        assertTotals(running(), 0, 0);
    }

    @ParameterizedTest
    @ValueSource(strings = {"60", "60.0", "6e1"})
    void takesAWholeNumberHoweverItIsWritten(String seconds) {
        JsonNode answer =
                person.api()
                        .post(
                                "/api/sessions/" + session + "/activity",
                                "{\"activityType\":\"idle\",\"durationSeconds\":" + seconds + "}")
                        .expect(201)
                        .json();

        assertThat(answer.at("/activity/durationSeconds").toString()).isEqualTo("60");
    }

    @Test
    void tellsAClockThatIsAheadTheServersTime() {
        Instant before = Instant.now().truncatedTo(ChronoUnit.MICROS);

        JsonNode problem = post(at(before.plusSeconds(3_660), active(1))).expect(400).json();

        assertThat(problem.at("/errors/0/field").asText()).isEqualTo("timestamp");
        String message = problem.at("/errors/0/message").asText();
        assertThat(Instant.parse(message.replaceAll(".*server's time, (.*), but is .*", "$1")))
                .isBetween(before, Instant.now());
        post(at(before.plusSeconds(3_540), active(1))).expect(201);
        assertThat(Instant.parse(running().get("lastActivityAt").asText()))
                .isBetween(before, Instant.now());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "null", "[]", "7", "\"active\"", "{\"activityType\":"})
    void refusesABodyThatIsNoObject(String body) {
        for (String path :
                List.of("/api/sessions/" + session + "/activity", "/api/activity/batch")) {
            JsonNode problem = person.api().post(path, body).expect(400).json();

            assertThat(problem.get("type").asText())
                    .isIn("urn:astir:problem:invalid", "urn:astir:problem:malformed");
            assertThat(problem.get("detail").asText()).isNotBlank();
        }
    }

    @Test
    void namesEveryBadEventOfABatch() {
        List<Map<String, Object>> events =
                List.of(event(active(1)), active(1), event(active(-1)), event(active(1)));

        JsonNode problem = batch(events).expect(400).json();

        assertThat(problem.get("errors").findValuesAsText("field"))
                .containsExactly("events[1].id", "events[2].durationSeconds");
        assertTotals(running(), 0, 0);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"events\":[]}                               | sessionId",
                "{\"sessionId\":\"x\",\"events\":[]}           | sessionId",
                "{\"sessionId\":\"SESSION\"}                   | events",
                "{\"sessionId\":\"SESSION\",\"events\":null}   | events",
                "{\"sessionId\":\"SESSION\",\"events\":{}}     | events",
                "{\"sessionId\":\"SESSION\",\"events\":[null]} | events[0]",
                "{\"sessionId\":\"SESSION\",\"events\":[7]}    | events[0]",
                "{\"sessionId\":\"SESSION\",\"events\":[[]]}   | events[0]",
                "{\"sessionId\":\"SESSION\",\"activities\":[]} | activities",
            })
    void refusesABadBatch(String body, String field) {
        JsonNode problem =
                person.api()
                        .post("/api/activity/batch", body.replace("SESSION", session.toString()))
                        .expect(400)
                        .json();

        assertThat(problem.get("errors")).hasSize(1);
        assertThat(problem.at("/errors/0/field").asText()).isEqualTo(field);
    }
}
