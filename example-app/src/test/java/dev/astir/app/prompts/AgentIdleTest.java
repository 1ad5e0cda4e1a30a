package dev.astir.app.prompts;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.astir.app.Api;
import dev.astir.app.AppTest;
import dev.astir.app.TestApp.Person;
import dev.astir.app.capture.TestAgent;
import dev.astir.app.days.ClosedWeek;
import dev.astir.app.days.ClosedWeeks;
import dev.astir.app.identity.Role;
import dev.astir.app.tenancy.Transactions;
import dev.astir.protocol.Span;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What an agent asks and says about the time in which its person was away. */
class AgentIdleTest extends AppTest {

    private final Away away = new Away(app());
    private final Api agent = away.asking(away.desk);

    @Test
    void keptTimeCountsAsStated() {
        String moon = away.project("Moon");
        away.uploads(away.desk, away.before(), away.away(), away.after());
        assertThat(away.figure("undecidedSeconds")).isEqualTo(Away.SECONDS);
        int work = away.figure("totalWorkSeconds");

        JsonNode waiting = agent.get("/api/agent/idle").expect(200).json();

        assertThat(waiting.get("timeZone").asText()).isEqualTo(away.zone);
        assertThat(waiting.at("/projects/0/id").asText()).isEqualTo(moon);
        assertThat(waiting.at("/projects/0/name").asText()).isEqualTo("Moon");
        assertThat(waiting.get("items")).hasSize(1);
        JsonNode stretch = waiting.at("/items/0");
        assertThat(stretch.get("from").asText()).isEqualTo(away.left.toString());
        assertThat(stretch.get("to").asText()).isEqualTo(away.back.toString());
        assertThat(stretch.get("seconds").asInt()).isEqualTo(Away.SECONDS);
        assertThat(stretch.has("projectId")).isFalse();
        assertThat(stretch.has("app")).isFalse();

        JsonNode answer = agent.post("/api/agent/idle", deciding("keep")).expect(200).json();

        assertThat(answer.at("/decision/decision").asText()).isEqualTo("keep");
        assertThat(answer.at("/decision/decidedBy").asText())
                .isEqualTo(away.emil.userId().toString());
        assertThat(away.figure("statedSeconds")).isEqualTo(Away.SECONDS);
        assertThat(away.figure("undecidedSeconds")).isZero();
        assertThat(away.figure("totalWorkSeconds")).isGreaterThanOrEqualTo(work);
        JsonNode nothing = agent.get("/api/agent/idle").expect(200).json();
        assertThat(nothing.get("items")).isEmpty();
        assertThat(nothing.get("projects")).isEmpty();

        JsonNode entry =
                away.admin.api().get("/api/audit?action=idle.decided").json().at("/items/0");
        assertThat(entry.get("actorId").asText()).isEqualTo(away.emil.userId().toString());
        assertThat(entry.get("via").asText()).isEqualTo("desk-1");
        assertThat(entry.at("/details/deviceId").asText())
                .isEqualTo(away.desk.agentId().toString());
    }

    @Test
    void discardedTimeIsNoWork() {
        away.uploads(away.desk, away.before(), away.away(), away.after());
        // Over, so that no time passes meanwhile.
        away.emil.api().post("/api/sessions/" + session() + "/stop").expect(200);
        int work = away.figure("totalWorkSeconds");

        agent.post("/api/agent/idle", deciding("discard")).expect(200);

        assertThat(away.figure("totalWorkSeconds")).isEqualTo(work - Away.SECONDS);
        assertThat(away.figure("statedSeconds")).isZero();
        // The same again, as after an answer that was lost.
        agent.post("/api/agent/idle", deciding("discard")).expect(200);
        assertThat(away.figure("totalWorkSeconds")).isEqualTo(work - Away.SECONDS);
        // And the person themselves have the last word.
        agent.post("/api/agent/idle", deciding("keep")).expect(200);
        assertThat(away.figure("totalWorkSeconds")).isEqualTo(work);
    }

    @Test
    void timeIsGivenToAProjectOfTheOrganization() {
        String moon = away.project("Moon");
        away.uploads(away.desk, away.before(), away.away(), away.after());
        Map<String, Object> given = deciding("reassign");
        agent.post("/api/agent/idle", given).expect(400);
        given.put("projectId", UUID.randomUUID().toString());
        agent.post("/api/agent/idle", given).expect(404);
        given.put("projectId", app().registerOrganization().userId().toString());
        agent.post("/api/agent/idle", given).expect(404);
        given.put("projectId", moon);

        JsonNode answer = agent.post("/api/agent/idle", given).expect(200).json();

        assertThat(answer.at("/decision/projectId").asText()).isEqualTo(moon);
        assertThat(away.figure("statedSeconds")).isEqualTo(Away.SECONDS);
        given.put("decision", "keep");
        agent.post("/api/agent/idle", given).expect(400);
    }

    @ParameterizedTest
    @CsvSource({
        "sessionId, x",
        "from,      yesterday",
        "to,        2026-11-20",
        "decision,  hand",
        "decision,  KEEP",
        "projectId, 7",
        "to,        +999999999-12-31T23:59:59Z",
        "from,      -999999999-01-01T00:00:00Z",
    })
    void nonsenseIsRefusedByField(String field, String value) {
        away.uploads(away.desk, away.before(), away.away(), away.after());
        Map<String, Object> asked = deciding("keep");
        asked.put(field, value);

        JsonNode problem = agent.post("/api/agent/idle", asked).expect(400).json();

        assertThat(problem.at("/errors/0/field").asText()).isEqualTo(field);
        asked.remove(field);
        agent.post("/api/agent/idle", asked).expect(field.equals("projectId") ? 200 : 400);
    }

    @Test
    void neitherOthersTimeNorThatBeforeYesterdayIsTheAgentsToDecide() {
        away.uploads(away.desk, away.before(), away.away(), away.after());
        Person olga = app().addUser(away.admin, Role.MANAGER, "Olga");
        TestAgent.Enrolled other = TestAgent.enrol(app(), olga);
        away.asking(other).post("/api/agent/idle", deciding("discard")).expect(404);
        assertThat(away.asking(other).get("/api/agent/idle").json().get("items")).isEmpty();
        TestAgent.Enrolled foreign = TestAgent.enrol(app(), app().registerOrganization());
        away.asking(foreign).post("/api/agent/idle", deciding("discard")).expect(404);

        Map<String, Object> asked = deciding("discard");
        asked.put("to", away.back.plus(Duration.ofDays(1)).toString());
        assertThat(agent.post("/api/agent/idle", asked).expect(400).body())
                .contains("must be in the session");
        asked.put("from", away.left.minus(Duration.ofDays(2)).toString());
        assertThat(agent.post("/api/agent/idle", asked).expect(400).body())
                .contains("an agent asks about yesterday and today");
        assertThat(away.figure("undecidedSeconds")).isEqualTo(Away.SECONDS);
    }

    @Test
    void aDeviceThatIsOutNeitherAsksNorSays() {
        away.uploads(away.desk, away.before(), away.away(), away.after());
        Map<String, Object> keeping = deciding("keep");
        app().api().get("/api/agent/idle").expect(401);
        away.emil.api().get("/api/agent/idle").expect(403);
        away.admin.api().post("/api/agents/" + away.desk.agentId() + "/block").expect(200);

        for (Api.Answer answer :
                new Api.Answer[] {
                    agent.get("/api/agent/idle"), agent.post("/api/agent/idle", keeping)
                }) {
            assertThat(answer.expect(403).json().get("type").asText())
                    .isEqualTo("urn:astir:problem:agent-blocked");
        }
        away.admin.api().post("/api/agents/" + away.desk.agentId() + "/unblock").expect(200);
        away.admin
                .api()
                .patch("/api/users/" + away.emil.userId(), Map.of("status", "suspended"))
                .expect(200);
        agent.post("/api/agent/idle", keeping).expect(403);
    }

    @Test
    void aClosedWeekIsLeftOutAndStaysAsItIs() {
        away.uploads(away.desk, away.before(), away.away(), away.after());
        LocalDate today = LocalDate.ofInstant(away.left, ZoneId.of(away.zone));
        LocalDate monday = today.minusDays(today.getDayOfWeek().getValue() - 1L);
        ZoneId zone = ZoneId.of(away.zone);
        ClosedWeek week =
                new ClosedWeek(
                        monday,
                        monday.atStartOfDay(zone).toInstant(),
                        monday.plusDays(7).atStartOfDay(zone).toInstant(),
                        false,
                        Duration.ofMinutes(5));
        UUID organization = away.emil.organizationId();
        app().bean(Transactions.class)
                .inOrganization(
                        organization,
                        () ->
                                app().bean(ClosedWeeks.class)
                                        .close(organization, away.emil.userId(), week));

        assertThat(agent.get("/api/agent/idle").expect(200).json().get("items")).isEmpty();
        JsonNode problem = agent.post("/api/agent/idle", deciding("keep")).expect(409).json();
        assertThat(problem.get("type").asText()).isEqualTo("urn:astir:problem:week-closed");
        assertThat(problem.get("week").asText()).isEqualTo(monday.toString());
    }

    @Test
    void whatGoesOnOrIsWorkOrInNoSessionWaitsForNothing() {
        away.uploads(away.desk, away.before(), away.away());
        assertThat(agent.get("/api/agent/idle").json().get("items")).isEmpty();
        // At another computer, in what stays theirs.
        TestAgent.Enrolled laptop = TestAgent.enrol(app(), away.emil);
        away.uploads(laptop, Away.span(away.left, away.back, Span.Kind.PRIVATE));
        away.uploads(away.desk, away.after());
        assertThat(agent.get("/api/agent/idle").json().get("items")).isEmpty();

        Away without = new Away(app(), false);
        without.project("Secret");
        without.uploads(without.desk, without.before(), without.away(), without.after());
        JsonNode nothing = without.asking(without.desk).get("/api/agent/idle").expect(200).json();
        assertThat(nothing.get("items")).isEmpty();
        assertThat(nothing.get("projects")).isEmpty();
    }

    @Test
    void whatOneDeviceDecidedWaitsOnNone() {
        TestAgent.Enrolled laptop = TestAgent.enrol(app(), away.emil);
        Instant second = away.back.minusSeconds(360);
        away.uploads(
                away.desk,
                away.before(),
                Away.span(away.left, second, Span.Kind.IDLE),
                Away.span(second, second.plusSeconds(5), Span.Kind.ACTIVE),
                Away.span(second.plusSeconds(5), away.back, Span.Kind.IDLE),
                away.after());
        Api other = away.asking(laptop);
        JsonNode items = other.get("/api/agent/idle").expect(200).json().get("items");
        assertThat(items.findValuesAsText("seconds")).containsExactly("360", "355");
        Map<String, Object> asked = deciding("discard");
        asked.put("to", second.toString());

        agent.post("/api/agent/idle", asked).expect(200);

        JsonNode left = other.get("/api/agent/idle").expect(200).json().get("items");
        assertThat(left).containsExactly(items.get(1));
    }

    private Map<String, Object> deciding(String decision) {
        Map<String, Object> body = new HashMap<>();
        body.put("sessionId", session());
        body.put("from", away.left.toString());
        body.put("to", away.back.toString());
        body.put("decision", decision);
        return body;
    }

    private String session() {
        return away.emil.api().get("/api/sessions?limit=1").json().at("/items/0/id").asText();
    }
}
