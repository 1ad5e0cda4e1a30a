package dev.astir.app.alerts;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.astir.app.Api;
import dev.astir.app.AppTest;
import dev.astir.app.TestApp.Person;
import dev.astir.app.identity.Role;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What people say to alerts: its person explains, somebody who sees them resolves. */
class AlertAnswersTest extends AppTest {

    private final Person ada = app().registerOrganization();
    private final Person max = app().addUser(ada, Role.MANAGER, "Max");
    private final Person mia = app().addUser(ada, Role.EMPLOYEE, "Mia");
    private final String path = "/api/alerts/" + TestAlerts.open(app(), mia);

    private Api.Answer explains(Person who, String text) {
        return who.api().post(path + "/explanation", Map.of("text", text));
    }

    @Test
    void thePersonExplainsAndMaySayItOtherwiseUntilItIsResolved() {
        JsonNode first = explains(mia, "  On a train ").expect(200).json();
        assertThat(first.get("explanation").asText()).isEqualTo("On a train");
        assertThat(first.get("explainedAt").isNull()).isFalse();
        explains(mia, "On a train without network").expect(200);
        explains(mia, "On a train without network").expect(200);
        assertThat(explains(max, "She was on a train").expect(403).body())
                .contains("not-your-alert");

        JsonNode resolved =
                max.api()
                        .post(path + "/resolve", Map.of("note", " Fine, thanks. "))
                        .expect(200)
                        .json();
        assertThat(resolved.get("note").asText()).isEqualTo("Fine, thanks.");
        assertThat(resolved.get("resolvedBy").asText()).isEqualTo(max.userId().toString());
        assertThat(resolved.get("resolvedByName").asText()).isEqualTo("Max");
        assertThat(resolved.get("waiting").asBoolean()).isFalse();
        assertThat(explains(mia, "And late").expect(409).body()).contains("alert-resolved");

        JsonNode seen = mia.api().get(path).expect(200).json();
        assertThat(seen.get("note").asText()).as("she sees it all").isEqualTo("Fine, thanks.");
        assertThat(seen.get("story").findValuesAsText("kind"))
                .containsExactly("opened", "told", "explained", "resolved");
        assertThat(seen.at("/story/0/text").asText()).isEqualTo("A computer gave no sign for 3 d.");
        JsonNode trail =
                ada.api().get("/api/audit?action=alert.explained").expect(200).json().get("items");
        assertThat(trail).hasSize(2);
        assertThat(trail.toString()).contains("On a train", "On a train without network");
        assertThat(ada.api().get("/api/audit?action=alert.resolved").expect(200).body())
                .contains("Fine, thanks.");
    }

    @Test
    void whoComesSecondIsToldWhoWasFirst() {
        JsonNode first = max.api().post(path + "/resolve").expect(200).json();
        assertThat(first.get("note").isNull()).isTrue();

        JsonNode problem =
                ada.api().post(path + "/resolve", Map.of("note", "I too")).expect(409).json();

        assertThat(problem.get("type").asText()).endsWith(":alert-resolved");
        assertThat(problem.get("resolvedByName").asText()).isEqualTo("Max");
        assertThat(problem.get("resolvedBy").asText()).isEqualTo(max.userId().toString());
        assertThat(problem.get("resolvedAt")).isEqualTo(first.get("resolvedAt"));
        assertThat(problem.get("detail").asText()).startsWith("Max resolved it at ");
    }

    @Test
    void ofManyAtOnceOneResolves() throws Exception {
        List<Callable<Integer>> asking = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            Person who = i % 2 == 0 ? max : ada;
            asking.add(() -> who.api().post(path + "/resolve").status());
        }
        List<Integer> answers = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<Integer> each : threads.invokeAll(asking)) {
                answers.add(each.get());
            }
        }
        assertThat(answers).containsOnly(200, 409).containsOnlyOnce(200);
    }

    @Test
    void nobodyResolvesTheirOwnWhileSomebodyElseCan() {
        String own = "/api/alerts/" + TestAlerts.open(app(), max) + "/resolve";
        assertThat(max.api().post(own).expect(403).body()).contains("your-own-alert");
        ada.api().post(own).expect(200);
        Person alone = app().registerOrganization();
        alone.api().post("/api/alerts/" + TestAlerts.open(app(), alone) + "/resolve").expect(200);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "explanation | {} | text",
                "explanation | {\"text\":null} | text",
                "explanation | {\"text\":\"  \"} | text",
                "explanation | {\"text\":\"a\\u0000b\"} | text",
                "explanation | {\"text\":\"LONG\"} | text",
                "explanation | {\"words\":\"x\"} | words",
                "resolve | {\"note\":\"LONG\"} | note",
                "resolve | {\"note\":\"a\\u0000b\"} | note",
                "resolve | {\"note\":7} | note",
            })
    void whatCannotBeKeptIsNamed(String action, String body, String field) {
        Person who = action.equals("resolve") ? max : mia;
        JsonNode problem =
                who.api()
                        .send("POST", path + "/" + action, body.replace("LONG", "x".repeat(2_001)))
                        .expect(400)
                        .json();
        assertThat(problem.at("/errors/0/field").asText()).isEqualTo(field);
        assertThat(problem.at("/errors/0/message").asText()).startsWith("must ");
    }
}
