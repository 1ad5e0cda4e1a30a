package dev.astir.app.sessions;

import static dev.astir.app.sessions.Worker.on;
import static dev.astir.app.sessions.Worker.path;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.astir.app.Api;
import dev.astir.app.AppTest;
import dev.astir.app.TestApp.Person;
import dev.astir.app.identity.Role;
import dev.astir.app.tenancy.Transactions;
import io.micronaut.data.jdbc.runtime.JdbcOperations;
import java.sql.PreparedStatement;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Sessions that people enter when they are over, and correct. */
class ManualSessionTest extends AppTest {

    private static Person admin;

    private final Worker emil = new Worker(app().addUser(admin, Role.EMPLOYEE, "Emil"));

    @BeforeAll
    static void register() {
        admin = app().registerOrganization();
    }

    @Test
    void isOverAndSaysWhoEnteredIt() {
        JsonNode added = emil.add(on("20", "09:00"), on("20", "10:00"));

        assertThat(added.get("source").asText()).isEqualTo("manual");
        assertThat(added.get("status").asText()).isEqualTo("stopped");
        assertThat(added.get("startTime").asText()).isEqualTo("2026-11-20T09:00:00Z");
        assertThat(added.get("endTime").asText()).isEqualTo("2026-11-20T10:00:00Z");
        JsonNode read = emil.read(added);
        assertThat(read.get("id")).isEqualTo(added.get("id"));
        assertThat(read.at("/intervals/items")).isEmpty();
        assertThat(read.get("corrections")).hasSize(1);
        JsonNode correction = read.at("/corrections/0");
        assertThat(correction.get("before").isNull()).isTrue();
        assertThat(correction.at("/after/endTime").asText()).isEqualTo("2026-11-20T10:00:00Z");
        assertThat(correction.get("correctedBy").asText())
                .isEqualTo(emil.person().userId().toString());
        assertThat(correction.get("reason").asText()).isEqualTo("Forgotten");
        assertThat(actions("session.added")).isEqualTo(1);
        emil.start();
    }

    @ParameterizedTest
    @CsvSource({
        // start, end, the field that is wrong, what it says
        "2026-11-20T10:00:00Z, 2026-11-20T10:00:00Z, endTime, after",
        "1999-12-31T23:00:00Z, 2026-11-20T10:00:00Z, startTime, 2000-01-01T00:00:00Z",
        "2026-11-01T10:00:00Z, 2026-11-08T10:00:01Z, endTime, 7 days",
        "2026-11-28T10:00:00Z, 2100-11-29T10:00:00Z, endTime, over",
    })
    void refusesWhatNoSessionCanBe(String start, String end, String field, String says) {
        JsonNode problem = emil.adds(start, end).expect(400).json();

        assertThat(problem.at("/errors/0/field").asText()).isEqualTo(field);
        assertThat(problem.at("/errors/0/message").asText()).contains(says);
    }

    @Test
    void needsAReason() {
        for (String reason : List.of("", "  ", "x".repeat(501))) {
            Map<String, Object> body =
                    Map.of(
                            "startTime",
                            on("20", "09:00"),
                            "endTime",
                            on("20", "10:00"),
                            "reason",
                            reason);
            JsonNode problem = emil.person().api().post("/api/sessions", body).expect(400).json();
            assertThat(problem.get("errors").findValuesAsText("field")).containsExactly("reason");
        }
    }

    @Test
    void mayReachOneMinuteAheadAndTheNextBeginsAfterIt() {
        Instant end = Instant.now().plusSeconds(50).truncatedTo(ChronoUnit.MILLIS);
        emil.add(end.minusSeconds(600).toString(), end.toString());

        assertThat(Instant.parse(emil.start().get("startTime").asText())).isEqualTo(end);
    }

    @Test
    void namesTheSessionThatIsInTheWay() {
        JsonNode there = emil.add(on("20", "09:00"), on("20", "10:00"));

        JsonNode problem = emil.adds(on("20", "09:59"), on("20", "11:00")).expect(409).json();

        assertThat(problem.get("type").asText()).isEqualTo("urn:astir:problem:session-overlap");
        assertThat(problem.get("sessionId")).isEqualTo(there.get("id"));
        assertThat(problem.get("startTime")).isEqualTo(there.get("startTime"));
        assertThat(problem.get("endTime")).isEqualTo(there.get("endTime"));
        emil.add(on("20", "10:00"), on("20", "11:00"));
        emil.adds(on("19", "09:00"), on("21", "11:00")).expect(409);
        Instant running = Instant.parse(emil.start().get("startTime").asText());
        emil.adds(running.minusSeconds(60).toString(), Instant.now().toString()).expect(409);
    }

    @Test
    void ofManyAtOnceThatOverlapOneWins() throws Exception {
        List<Callable<Api.Answer>> adding = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            String start = on("20", "09:%02d".formatted(i));
            adding.add(() -> emil.adds(start, on("20", "10:00")));
        }

        List<Integer> statuses =
                OneSessionTest.allAtOnce(adding).stream().map(Api.Answer::status).toList();

        assertThat(statuses).containsOnly(201, 409);
        assertThat(Collections.frequency(statuses, 201)).isEqualTo(1);
    }

    @Test
    void isRemovedWithWhatWasPostedToIt() {
        JsonNode added = emil.add(on("20", "09:00"), on("20", "10:00"));
        emil.posts(added, on("20", "09:00"), 60, "active").expect(201);

        emil.person().api().send("DELETE", path(added), "{}").expect(400);
        emil.person().api().send("DELETE", path(added), "{\"reason\":\"Undone\"}").expect(204);

        emil.person().api().get(path(added)).expect(404);
        emil.add(on("20", "09:00"), on("20", "10:00"));
        assertThat(actions("session.removed")).isEqualTo(1);
        JsonNode recorded = emil.start();
        emil.person().api().send("DELETE", path(recorded), "{\"reason\":\"No\"}").expect(409);
    }

    @Test
    void aCorrectionKeepsWhatWasBefore() {
        JsonNode added = emil.add(on("20", "09:00"), on("20", "10:00"));
        String project =
                admin.api()
                        .post("/api/projects", Map.of("name", "Moon"))
                        .expect(201)
                        .json()
                        .get("id")
                        .asText();

        JsonNode moved =
                emil.corrects(added, "endTime", on("20", "11:00"), "projectId", project)
                        .expect(200)
                        .json();

        assertThat(moved.get("endTime").asText()).isEqualTo("2026-11-20T11:00:00Z");
        assertThat(moved.get("projectId").asText()).isEqualTo(project);
        assertThat(moved.get("version").intValue()).isEqualTo(2);
        JsonNode correction = emil.read(added).at("/corrections/1");
        assertThat(correction.at("/before/endTime").asText()).isEqualTo("2026-11-20T10:00:00Z");
        assertThat(correction.at("/before/projectId").isNull()).isTrue();
        assertThat(correction.at("/after/projectId").asText()).isEqualTo(project);
        assertThat(actions("session.corrected")).isEqualTo(1);
        Map<String, Object> away = new HashMap<>();
        away.put("projectId", null);
        away.put("reason", "None");
        JsonNode without = emil.person().api().patch(path(added), away).expect(200).json();
        assertThat(without.get("projectId").isNull()).isTrue();
        assertThat(without.get("endTime")).isEqualTo(moved.get("endTime"));
        assertThat(emil.corrects(added).expect(200).json()).isEqualTo(without);
        assertThat(emil.read(added).get("corrections")).hasSize(3);
    }

    @Test
    void aCorrectionOfAnOlderStateIsAConflict() {
        JsonNode added = emil.add(on("20", "09:00"), on("20", "10:00"));
        JsonNode moved =
                emil.corrects(added, "startTime", on("20", "08:00"), "version", 1)
                        .expect(200)
                        .json();

        JsonNode problem =
                emil.corrects(added, "startTime", on("20", "07:00"), "version", 1)
                        .expect(409)
                        .json();

        assertThat(problem.get("type").asText()).isEqualTo("urn:astir:problem:version-conflict");
        assertThat(problem.get("current")).isEqualTo(moved);
    }

    @Test
    void movingBoundsSaysByHandWhatWasNotRecorded() {
        JsonNode added = emil.add(on("20", "09:00"), on("20", "10:00"));
        emil.corrects(added, "startTime", on("20", "08:00"), "endTime", on("20", "12:00"))
                .expect(200);
        assertThat(emil.stated(added)).containsExactly("hand 08:00-09:00", "hand 10:00-12:00");

        emil.corrects(added, "startTime", on("20", "08:30")).expect(200);
        assertThat(emil.stated(added)).containsExactly("hand 08:30-09:00", "hand 10:00-12:00");

        emil.corrects(added, "startTime", on("20", "09:30"), "endTime", on("20", "10:00"))
                .expect(200);
        assertThat(emil.stated(added)).isEmpty();
        emil.corrects(added, "startTime", on("20", "09:00")).expect(200);
        assertThat(emil.stated(added)).isEmpty();
    }

    @Test
    void aDecisionComesBeforeWhatWasSaidByHand() {
        JsonNode added = emil.add(on("20", "09:00"), on("20", "10:00"));
        emil.corrects(added, "endTime", on("20", "12:00")).expect(200);

        JsonNode decided =
                emil.decides(added, on("20", "09:30"), on("20", "11:00"), "discard")
                        .expect(200)
                        .json();

        assertThat(emil.stated(added)).containsExactly("discard 09:30-11:00", "hand 11:00-12:00");
        String id = decided.at("/decision/id").asText();
        emil.person().api().delete(path(added) + "/idle/" + id).expect(200);
        assertThat(emil.stated(added)).containsExactly("hand 10:00-12:00");
        String hand = emil.read(added).at("/idle/0/id").asText();
        emil.person().api().delete(path(added) + "/idle/" + hand).expect(404);
    }

    @Test
    void aClosedWeekStaysAsItIs() {
        JsonNode added = emil.add(on("20", "09:00"), on("20", "10:00"));
        JsonNode late = emil.add(on("22", "20:00"), on("23", "09:00"));
        app().bean(Transactions.class)
                .inOrganization(
                        admin.organizationId(),
                        () ->
                                app().bean(JdbcOperations.class)
                                        .prepareStatement(
                                                """
                                                INSERT INTO closed_weeks VALUES ('%s', '%s',
                                                    '2026-11-16', '2026-11-15T23:00:00Z',
                                                    '2026-11-22T23:00:00Z', false, 300)
                                                """
                                                        .formatted(
                                                                admin.organizationId(),
                                                                emil.person().userId()),
                                                PreparedStatement::executeUpdate));

        for (Api.Answer answer :
                List.of(
                        emil.adds(on("18", "09:00"), on("18", "10:00")),
                        emil.corrects(added, "endTime", on("20", "11:00")),
                        emil.decides(added, on("20", "09:00"), on("20", "09:30"), "discard"),
                        emil.corrects(late, "startTime", on("22", "21:00")),
                        emil.person().api().send("DELETE", path(added), "{\"reason\":\"x\"}"))) {
            JsonNode problem = answer.expect(409).json();
            assertThat(problem.get("type").asText()).isEqualTo("urn:astir:problem:week-closed");
            assertThat(problem.get("week").asText()).isEqualTo("2026-11-16");
        }
        emil.corrects(late, "endTime", on("23", "10:00")).expect(200);
        emil.add(on("15", "09:00"), on("15", "10:00"));
    }

    @Test
    void noPostIsLeftOutside() {
        JsonNode added = emil.add(on("20", "09:00"), on("20", "10:00"));
        emil.posts(added, on("20", "09:00"), 600, "active").expect(201);
        emil.posts(added, on("20", "09:10"), 300, "idle").expect(201);
        emil.posts(added, on("20", "09:50"), 600, "active").expect(201);

        JsonNode problem = emil.corrects(added, "startTime", on("20", "09:15")).expect(409).json();

        assertThat(problem.get("type").asText()).isEqualTo("urn:astir:problem:activity-outside");
        assertThat(problem.get("activities").intValue()).isEqualTo(2);
        assertThat(problem.get("seconds").intValue()).isEqualTo(900);
        emil.corrects(added, "endTime", on("20", "09:58")).expect(409);
        emil.corrects(added, "endTime", on("20", "09:59")).expect(200);
        assertThat(emil.read(added).get("totalActiveSeconds").intValue()).isEqualTo(1_200);
        assertThat(emil.read(added).get("corrections")).hasSize(2);
    }

    @Test
    void refusesTheEndOfARunningOneAndAnotherSessionsTime() {
        JsonNode added = emil.add(on("20", "09:00"), on("20", "10:00"));
        JsonNode running = emil.start();
        emil.corrects(running, "endTime", on("20", "12:00")).expect(409);
        emil.corrects(running, "startTime", on("20", "09:30")).expect(409);
        emil.corrects(running, "startTime", "2100-01-01T00:00:00Z").expect(400);
        emil.corrects(running, "startTime", on("20", "10:00")).expect(200);
        assertThat(emil.stated(running)).containsExactly("hand 10:00-" + clock(running));
        emil.corrects(added, "endTime", on("20", "10:01")).expect(409);
    }

    private static String clock(JsonNode session) {
        return session.get("startTime").asText().substring(11, 16);
    }

    @Test
    void nobodyElseTouchesIt() {
        JsonNode added = emil.add(on("20", "09:00"), on("20", "10:00"));
        Worker colleague = new Worker(app().addUser(admin, Role.EMPLOYEE, "Edda"));

        colleague.corrects(added, "endTime", on("20", "11:00")).expect(404);
        colleague.decides(added, on("20", "09:00"), on("20", "09:10"), "keep").expect(404);
        colleague.person().api().get(path(added)).expect(404);
        new Worker(admin).corrects(added, "endTime", on("20", "11:00")).expect(403);
        admin.api().send("DELETE", path(added), "{\"reason\":\"No\"}").expect(403);
        assertThat(views(emil.person())).isZero();
        admin.api().get(path(added)).expect(200);
        assertThat(views(emil.person())).isEqualTo(1);
        assertThat(emil.read(added).get("corrections")).hasSize(1);
        admin.api().get("/api/sessions/" + UUID.randomUUID()).expect(404);
    }

    private static int views(Person person) {
        return person.api().get("/api/me/views").expect(200).json().get("items").size();
    }

    private int actions(String action) {
        int mine = 0;
        for (JsonNode entry :
                admin.api()
                        .get("/api/audit?limit=200&action=" + action)
                        .expect(200)
                        .json()
                        .get("items")) {
            mine += entry.toString().contains(emil.person().userId().toString()) ? 1 : 0;
        }
        return mine;
    }
}
