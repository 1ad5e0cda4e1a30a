package dev.astir.app.savedreports;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.astir.app.Api;
import dev.astir.app.AppTest;
import dev.astir.app.TestApp.Person;
import dev.astir.app.devices.Device;
import dev.astir.app.identity.Role;
import dev.astir.app.teams.TestTeams;
import dev.astir.app.timeline.TestSpans;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Reports under a name: whose they are, what they ask, and what nobody can save. */
class SavedReportTest extends AppTest {

    private static final String SAVED = "/api/reports/saved";

    private final Person ada = app().registerOrganization();
    private final Person eve = app().addUser(ada, Role.EMPLOYEE, "Eve");

    @Test
    void isKeptChangedAndDeleted() {
        JsonNode saved =
                ada.api()
                        .post(
                                SAVED,
                                Map.of(
                                        "name", "Where time went",
                                        "report", "usage",
                                        "period", "last-30-days",
                                        "recipients", List.of(ada.userId())))
                        .expect(201)
                        .json();
        LocalDate today = LocalDate.now(ZoneId.of("Europe/Berlin"));
        assertThat(saved.get("groupBy").asText()).isEqualTo("app");
        assertThat(saved.get("from").asText()).isEqualTo(today.minusDays(30).toString());
        assertThat(saved.get("to").asText()).isEqualTo(today.minusDays(1).toString());
        assertThat(saved.get("schedule").isNull()).isTrue();
        assertThat(saved.get("isOwn").asBoolean()).isTrue();
        String path = SAVED + "/" + saved.get("id").asText();

        ada.api()
                .put(path, Map.of("name", "Mine", "report", "user", "period", "today"))
                .expect(200);

        JsonNode listed = ada.api().get(SAVED).expect(200).json();
        assertThat(listed.at("/items/0/name").asText()).isEqualTo("Mine");
        assertThat(listed.at("/items/0/recipients")).isEmpty();
        assertThat(listed.get("next").isNull()).isTrue();
        assertThat(listed.get("canMail").asBoolean()).isFalse();
        ada.api().delete(path).expect(204);
        ada.api().get(path).expect(404);
        assertThat(ada.api().get(SAVED).json().get("items")).isEmpty();
        JsonNode trail = ada.api().get("/api/audit").expect(200).json().get("items");
        assertThat(trail.findValuesAsText("action"))
                .containsSubsequence(
                        "saved-report.deleted", "saved-report.changed", "saved-report.created");
    }

    @Test
    void answersTheReportOfTheRouteThatItNames() {
        Device desk = TestSpans.device(eve);
        Instant start = Instant.now().minusSeconds(7_200);
        TestSpans.active(desk, start, start.plusSeconds(60), "=HYPERLINK(\"http://x\")");
        LocalDate from = LocalDate.now(ZoneId.of("Europe/Berlin")).minusDays(7);
        String days =
                "?from=%s&to=%s"
                        .formatted(from, LocalDate.now(ZoneId.of("Europe/Berlin")).minusDays(1));
        for (String report : List.of("usage", "hours", "team")) {
            String id = saved(ada, report, "last-7-days");
            assertThat(ada.api().get(SAVED + "/" + id + "/report").expect(200).json())
                    .isEqualTo(ada.api().get("/api/reports/" + report + days).expect(200).json());
        }
        String ofDay = saved(eve, "daily", "today");
        assertThat(eve.api().get(SAVED + "/" + ofDay + "/report").expect(200).json())
                .isEqualTo(eve.api().get("/api/reports/daily").expect(200).json());
    }

    @Test
    void isOfOneProject() {
        String project =
                ada.api()
                        .post("/api/projects", Map.of("name", "Northwind"))
                        .expect(201)
                        .json()
                        .get("id")
                        .asText();
        Map<String, Object> body = new HashMap<>(body("usage", "last-week"));
        body.put("projectId", project);
        body.put("groupBy", "person");
        String path =
                SAVED + "/" + ada.api().post(SAVED, body).expect(201).json().get("id").asText();
        assertThat(ada.api().get(path + "/report").expect(200).json().get("projectName").asText())
                .isEqualTo("Northwind");
    }

    @Test
    void noCellOfItIsAFormula() {
        Device desk = TestSpans.device(eve);
        Instant start = Instant.now().minusSeconds(7_200);
        TestSpans.active(desk, start, start.plusSeconds(60), "=HYPERLINK(\"http://x\")");
        String id = saved(ada, "usage", "this-month");
        String before = saved(ada, "usage", "last-month");

        String both = csv(id) + csv(before);

        assertThat(both).contains("\"'=HYPERLINK(");
    }

    private String csv(String id) {
        return ada.api()
                .with("Accept", "text/csv")
                .get(SAVED + "/" + id + "/report")
                .expect(200)
                .body();
    }

    @Test
    void hoursAreAFileOfTheirOwnHours() {
        Device desk = TestSpans.device(eve);
        Instant nine = Instant.parse("2026-11-27T08:00:00Z");
        TestSpans.active(desk, nine, nine.plusSeconds(5_400), "vim");

        String csv =
                ada.api()
                        .with("Accept", "text/csv")
                        .get("/api/reports/hours?from=2026-11-27&to=2026-11-27")
                        .expect(200)
                        .body();

        assertThat(csv.lines())
                .containsExactly(
                        "Date,Hour,active (seconds),active (hours)",
                        "2026-11-27,09:00,3600,1.00",
                        "2026-11-27,10:00,1800,0.50",
                        "Total,,5400,1.50");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"name\":\"\"}                                        | name",
                "{\"name\":\"two\\nlines\"}                             | name",
                "{\"report\":\"monthly\"}                               | report",
                "{\"report\":null}                                      | report",
                "{\"period\":\"next-week\"}                             | period",
                "{\"period\":\"LAST-WEEK\"}                             | period",
                "{\"report\":\"daily\"}                                 | period",
                "{\"report\":\"timeline\",\"period\":\"last-7-days\"}   | period",
                "{\"userId\":\"me\"}                                    | userId",
                "{\"userId\":\"00000000-0000-0000-0000-000000000001\"}  | userId",
                "{\"teamId\":\"00000000-0000-0000-0000-000000000001\"}  | teamId",
                "{\"projectId\":\"00000000-0000-0000-0000-000000000001\"} | projectId",
                "{\"report\":\"usage\",\"projectId\":\"00000000-0000-0000-0000-000000000001\"} | projectId",
                "{\"report\":\"usage\",\"groupBy\":\"mood\"}            | groupBy",
                "{\"groupBy\":\"app\"}                                  | groupBy",
                "{\"recipients\":[\"00000000-0000-0000-0000-000000000001\"]} | recipients[0]",
                "{\"recipients\":[null]}                                | recipients",
                "{\"recipients\":\"all\"}                               | recipients",
                "{\"schedule\":{}}                                      | schedule.",
                "{\"schedule\":{\"every\":\"year\"}}                    | schedule.every",
                "{\"schedule\":{\"every\":\"week\",\"at\":\"07:00\",\"format\":\"csv\"}} | schedule.weekday",
                "{\"schedule\":{\"every\":\"day\",\"weekday\":\"monday\",\"at\":\"07:00\",\"format\":\"csv\"}} |"
                        + " schedule.weekday",
                "{\"schedule\":{\"every\":\"month\",\"dayOfMonth\":32,\"at\":\"07:00\",\"format\":\"csv\"}} |"
                        + " schedule.dayOfMonth",
                "{\"schedule\":{\"every\":\"month\",\"at\":\"07:00\",\"format\":\"csv\"}} | schedule.dayOfMonth",
                "{\"schedule\":{\"every\":\"day\",\"at\":\"24:00\",\"format\":\"csv\"}} | schedule.at",
                "{\"schedule\":{\"every\":\"day\",\"at\":\"7\",\"format\":\"csv\"}} | schedule.at",
                "{\"schedule\":{\"every\":\"day\",\"at\":\"07:00\",\"format\":\"doc\"}} | schedule.format",
                "{\"color\":\"red\"}                                    | color"
            })
    void saysWhatIsWrong(String changes, String field) throws Exception {
        Map<String, Object> body = new HashMap<>();
        body.put("name", "Mine");
        body.put("report", "user");
        body.put("period", "last-week");
        body.putAll(new ObjectMapper().readValue(changes, new TypeReference<>() {}));

        Api.Answer refused = ada.api().post(SAVED, body).expect(400);

        assertThat(refused.json().at("/errors/0/field").asText())
                .as(refused.body())
                .startsWith(field);
        assertThat(refused.json().at("/errors/0/message").asText()).contains("must");
        assertThat(ada.api().get(SAVED).json().get("items")).isEmpty();
    }

    @Test
    void anEmployeeNamesNobodyElse() {
        Map<String, Object> body = new HashMap<>(body("user", "last-week"));
        body.put("recipients", List.of(eve.userId(), ada.userId()));
        JsonNode errors = eve.api().post(SAVED, body).expect(400).json().get("errors");
        assertThat(errors.findValuesAsText("field")).containsExactly("recipients[1]");
        body.remove("recipients");
        body.put("userId", ada.userId());
        eve.api().post(SAVED, body).expect(400);
        eve.api().post(SAVED, body("team", "last-week")).expect(403);
        eve.api().post(SAVED, body("usage", "last-week")).expect(201);
    }

    @Test
    void nobodyOfAnotherOrganizationGetsIt() {
        Person stranger = app().registerOrganization();
        Map<String, Object> body = new HashMap<>(body("team", "last-week"));
        body.put("recipients", List.of(stranger.userId()));
        assertThat(ada.api().post(SAVED, body).expect(400).body())
                .contains("must be somebody of the organization who may come in");
        String id = saved(ada, "team", "last-week");
        for (Person other : List.of(stranger, eve, app().addUser(ada, Role.ADMIN, "Boss"))) {
            String path = SAVED + "/" + id;
            other.api().get(path).expect(404);
            other.api().put(path, body("user", "today")).expect(404);
            other.api().delete(path).expect(404);
            other.api().delete(path + "/recipients/me").expect(404);
            other.api().get(path + "/report").expect(404);
            other.api().post(path + "/send").expect(404);
        }
    }

    /** Who gets it asks it with their own eyes, whoever saved it. */
    @Test
    void whoGetsItSeesTheirOwn() {
        Person tess = app().addUser(ada, Role.MANAGER, "Tess");
        UUID red = TestTeams.create(ada, "Red", tess);
        Person mia = app().addUser(ada, Role.EMPLOYEE, "Mia");
        TestTeams.move(ada, mia, red);
        for (Person each : List.of(mia, eve)) {
            Instant start = Instant.now().minusSeconds(3 * 86_400);
            TestSpans.active(TestSpans.device(each), start, start.plusSeconds(60), "vim");
        }
        Map<String, Object> body = new HashMap<>(body("team", "last-7-days"));
        body.put("recipients", List.of(tess.userId(), eve.userId()));
        String path =
                SAVED + "/" + ada.api().post(SAVED, body).expect(201).json().get("id").asText();

        JsonNode shown = tess.api().get(path).expect(200).json();
        assertThat(shown.get("ownerName").asText()).isEqualTo("Ada Admin");
        assertThat(shown.get("recipients").findValuesAsText("name")).containsExactly("Tess");
        assertThat(tess.api().get(path + "/report").expect(200).json().get("items"))
                .extracting(each -> each.get("name").asText())
                .contains("Mia")
                .doesNotContain("Eve", "Ada Admin");
        assertThat(eve.api().get(path + "/report").expect(404).body()).contains("You see nobody");
        assertThat(views(mia)).contains("Tess").doesNotContain("Ada Admin");
    }

    private static List<String> views(Person person) {
        return person.api().get("/api/me/views").expect(200).json().findValuesAsText("name");
    }

    @Test
    void aTeamThatIsGoneIsNotEverybody() {
        Person tess = app().addUser(ada, Role.MANAGER, "Tess");
        UUID red = TestTeams.create(ada, "Red", tess);
        TestTeams.move(ada, eve, red);
        Map<String, Object> body = new HashMap<>(body("usage", "last-week"));
        body.put("teamId", red);
        String path =
                SAVED + "/" + ada.api().post(SAVED, body).expect(201).json().get("id").asText();
        ada.api().get(path + "/report").expect(200);

        TestTeams.move(ada, eve, null);
        ada.api().delete("/api/teams/" + red).expect(204);

        ada.api().get(path + "/report").expect(404);
    }

    @Test
    void withoutAMailServerNothingIsPromised() {
        Map<String, Object> body = new HashMap<>(body("user", "last-week"));
        body.put("schedule", Map.of("every", "day", "at", "07:00", "format", "csv"));
        assertThat(ada.api().post(SAVED, body).expect(409).json().get("type").asText())
                .isEqualTo("urn:astir:problem:no-mail");
        String id = saved(ada, "user", "last-week");
        assertThat(ada.api().post(SAVED + "/" + id + "/send").expect(409).body())
                .contains("ASTIR_SMTP_URL");
    }

    @Test
    void nobodyKeepsMoreThanAHundred() {
        for (int i = 0; i < SavingLimits.MOST; i++) {
            saved(eve, "user", "today");
        }

        assertThat(eve.api().post(SAVED, body("user", "today")).expect(409).body())
                .contains("too-many-saved-reports");

        JsonNode first = eve.api().get(SAVED + "?limit=60").expect(200).json();
        JsonNode second =
                eve.api()
                        .get(SAVED + "?limit=60&after=" + first.get("next").asText())
                        .expect(200)
                        .json();
        assertThat(first.get("items")).hasSize(60);
        assertThat(second.get("items")).hasSize(40);
    }

    @Test
    void isInTheCopyOfOnesData() {
        saved(eve, "user", "last-week");

        JsonNode data = eve.api().get("/api/me/data").expect(200).json();

        assertThat(data.toString()).contains("savedReports", "The report");
    }

    private static Map<String, Object> body(String report, String period) {
        return Map.of("name", "The report", "report", report, "period", period);
    }

    private static String saved(Person person, String report, String period) {
        return person.api().post(SAVED, body(report, period)).expect(201).json().get("id").asText();
    }
}
