package dev.astir.app.reports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.astir.app.AppTest;
import dev.astir.app.TestApp.Person;
import dev.astir.app.devices.Device;
import dev.astir.app.identity.Role;
import dev.astir.app.timeline.TestSpans;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Days that others have split, doubled or misdated: what is recorded, and what is right. */
class DayReportsTest extends AppTest {

    private final Person ada = app().registerOrganization();
    private final Person eve = app().addUser(ada, Role.EMPLOYEE, "Eve");
    private final Device desk = TestSpans.device(eve);

    @ParameterizedTest
    @CsvSource({
        // Zone, active from and to, and the seconds of days.
        "Europe/Paris, 2026-11-28T22:30:00Z, 2026-11-29T00:15:00Z, 2026-11-28=1800 2026-11-29=4500",
        "Europe/Berlin, 2026-10-24T22:00:00Z, 2026-10-25T23:00:00Z,"
                + " 2026-10-24=0 2026-10-25=90000 2026-10-26=0",
        "Europe/Berlin, 2026-03-29T00:49:00Z, 2026-03-29T01:15:00Z, 2026-03-29=1560 2026-03-30=0",
        "America/New_York, 2026-11-01T05:30:00Z, 2026-11-01T06:30:00Z, 2026-11-01=3600",
        "America/New_York, 2026-11-29T03:00:00Z, 2026-11-29T04:00:00Z, 2026-11-28=3600 2026-11-29=0",
        "Australia/Lord_Howe, 2026-10-03T13:00:00Z, 2026-10-03T16:00:00Z,"
                + " 2026-10-03=1800 2026-10-04=9000",
        "Asia/Kathmandu, 2026-11-27T18:00:00Z, 2026-11-27T18:30:00Z, 2026-11-27=900 2026-11-28=900",
    })
    void eachInstantIsInTheDayOfItsPerson(String zone, Instant from, Instant to, String days) {
        live(zone);
        // In two: none is longer than a day.
        Instant middle = from.plusSeconds((to.getEpochSecond() - from.getEpochSecond()) / 2);
        TestSpans.active(desk, from, middle, "vim");
        TestSpans.active(desk, middle, to, "vim");

        for (String day : days.split(" ")) {
            String[] each = day.split("=");
            for (Person asking : new Person[] {eve, ada}) {
                JsonNode daily = daily(asking, each[0]);
                assertThat(daily.get("activeSeconds").asText()).as(day).isEqualTo(each[1]);
                assertThat(daily.get("totalWorkSeconds").asText()).as(day).isEqualTo(each[1]);
                assertThat(daily.get("timeZone").asText()).isEqualTo(zone);
            }
            assertThat(timeline(each[0]).get("totals").get("activeSeconds").asText())
                    .as(day)
                    .isEqualTo(each[1]);
        }
        assertThat(ofPeriod("2026-03-01", "2026-12-31").get("totals").get("activeSeconds").asLong())
                .isEqualTo(to.getEpochSecond() - from.getEpochSecond());
    }

    @Test
    void severalDevicesAreOneLine() {
        live("Europe/Berlin");
        Instant nine = Instant.parse("2026-11-27T08:00:00Z");
        Device laptop = TestSpans.device(eve);
        TestSpans.active(desk, nine, nine.plusSeconds(3_600), "vim");
        TestSpans.active(laptop, nine.plusSeconds(600), nine.plusSeconds(1_200), "firefox");
        TestSpans.idle(laptop, nine.plusSeconds(1_200), nine.plusSeconds(3_900));

        JsonNode daily = daily(eve, "2026-11-27");
        assertThat(daily.get("activeSeconds").asLong()).isEqualTo(3_600);
        assertThat(daily.get("idleSeconds").asLong()).isEqualTo(300);
        assertThat(daily.get("productivityScore").asDouble()).isEqualTo(92.31);
        JsonNode usage = usage("app");
        assertThat(usage.get("activeSeconds").asLong()).isEqualTo(3_600);
        assertThat(usage.get("items").get(0).get("name").asText()).isEqualTo("vim");
        assertThat(usage.get("items").get(0).get("activeSeconds").asLong()).isEqualTo(3_000);
        assertThat(usage.get("items").get(1).get("activeSeconds").asLong()).isEqualTo(600);
        JsonNode line = timeline("2026-11-27").get("intervals");
        assertThat(line.findValuesAsText("appName"))
                .containsExactly("vim", "firefox", "vim", "null");
        assertThat(line.findValuesAsText("kind"))
                .containsExactly("active", "active", "active", "idle");
        assertThat(line.get(1).get("startTime").asText()).isEqualTo("2026-11-27T08:10:00Z");
        JsonNode hours =
                ada.api()
                        .get("/api/reports/hours?from=2026-11-26&to=2026-11-27")
                        .expect(200)
                        .json();
        assertThat(hours.at("/people").asInt()).isEqualTo(2);
        assertThat(hours.at("/days/1/hours/9").asLong()).isEqualTo(3_600);
        assertThat(hours.at("/days/1/hours/10").asLong()).isZero();
        assertThat(hours.at("/days/0/activeSeconds").asLong()).isZero();
    }

    @Test
    void stretchesOfFocusAreToldByTheDay() {
        live("Europe/Berlin");
        Instant nine = Instant.parse("2026-11-27T08:00:00Z");
        TestSpans.active(desk, nine, nine.plusSeconds(1_500), "IntelliJ IDEA");
        TestSpans.active(desk, nine.plusSeconds(1_500), nine.plusSeconds(3_000), "Slack");
        TestSpans.active(desk, nine.plusSeconds(3_000), nine.plusSeconds(4_800), "own tool");
        TestSpans.active(desk, nine.plusSeconds(4_800), nine.plusSeconds(7_200), null);

        JsonNode focus = timeline("2026-11-27").get("focus");

        assertThat(focus).hasSize(2);
        assertThat(focus.get(0).get("from").asText()).isEqualTo("2026-11-27T08:00:00Z");
        assertThat(focus.get(0).get("to").asText()).isEqualTo("2026-11-27T08:25:00Z");
        assertThat(focus.get(0).get("seconds").asLong()).isEqualTo(1_500);
        assertThat(focus.get(0).get("name").asText()).isEqualTo("Development");
        assertThat(focus.get(0).get("categoryId").asText()).isNotEmpty();
        assertThat(focus.get(1).get("name").asText()).isEqualTo("own tool");
        assertThat(focus.get(1).get("categoryId").isNull()).isTrue();
    }

    @Test
    void timeIsToldApartByCategoryAsTheRulesAreNow() {
        live("Europe/Berlin");
        Instant nine = Instant.parse("2026-11-27T08:00:00Z");
        TestSpans.active(desk, nine, nine.plusSeconds(3_600), "tetris");
        TestSpans.active(desk, nine.plusSeconds(3_600), nine.plusSeconds(4_500), "quake");
        assertThat(usage("category").get("items").get(0).get("key").isNull()).isTrue();

        String games =
                ada.api()
                        .post(
                                "/api/categories",
                                Map.of(
                                        "name",
                                        "Games",
                                        "rating",
                                        "unproductive",
                                        "rules",
                                        List.of(
                                                Map.of(
                                                        "field", "app",
                                                        "match", "equals",
                                                        "pattern", "tetris"))))
                        .expect(201)
                        .json()
                        .get("id")
                        .asText();

        // History follows its rules in the background.
        await().untilAsserted(() ->
                assertThat(usage("category").get("items").get(0).get("key").asText())
                        .isEqualTo(games));
        JsonNode items = usage("category").get("items");
        assertThat(items.get(0).get("name").asText()).isEqualTo("Games");
        assertThat(items.get(0).get("rating").asText()).isEqualTo("unproductive");
        assertThat(items.get(0).get("activeSeconds").asLong()).isEqualTo(3_600);
        assertThat(items.get(1).get("activeSeconds").asLong()).isEqualTo(900);
        JsonNode line = timeline("2026-11-27").get("intervals");
        assertThat(line.findValuesAsText("categoryId")).containsExactly(games, "null");
        JsonNode member =
                ada.api()
                        .get("/api/reports/team?from=2026-11-27&to=2026-11-27")
                        .expect(200)
                        .json()
                        .get("items")
                        .get(1);
        assertThat(member.get("name").asText()).isEqualTo("Eve");
        assertThat(member.get("unproductiveSeconds").asLong()).isEqualTo(3_600);
        assertThat(member.get("neutralSeconds").asLong()).isEqualTo(900);
        assertThat(member.get("productiveSeconds").asLong()).isZero();
    }

    @Test
    void whatComesLateAndInAnyOrderIsInTheNextAnswer() {
        live("Europe/Berlin");
        Instant ten = Instant.parse("2026-11-27T09:00:00Z");
        TestSpans.active(desk, ten, ten.plusSeconds(60), "vim");
        assertThat(daily(ada, "2026-11-27").get("activeSeconds").asLong()).isEqualTo(60);

        TestSpans.active(desk, ten.minusSeconds(60), ten.plusSeconds(30), "vim");

        assertThat(daily(ada, "2026-11-27").get("activeSeconds").asLong()).isEqualTo(120);
        assertThat(usage("app").get("activeSeconds").asLong()).isEqualTo(120);
    }

    @Test
    void whoMovesKeepsTheDaysThatAreOver() {
        live("Europe/Paris");
        Instant late = Instant.parse("2026-11-27T23:30:00Z");
        TestSpans.active(desk, late, late.plusSeconds(600), "vim");
        assertThat(daily(eve, "2026-11-28").get("activeSeconds").asLong()).isEqualTo(600);

        ada.api()
                .patch("/api/users/" + eve.userId(), Map.of("timeZone", "America/New_York"))
                .expect(200);

        assertThat(daily(eve, "2026-11-28").get("activeSeconds").asLong()).isEqualTo(600);
        assertThat(daily(eve, "2026-11-28").get("timeZone").asText()).isEqualTo("Europe/Paris");
        TestSpans.active(desk, late.plusSeconds(600), late.plusSeconds(1_200), "vim");
        assertThat(daily(eve, "2026-11-28").get("activeSeconds").asLong()).isEqualTo(1_200);
    }

    /** Whatever the zone of the database's server: the day is the person's. */
    @Test
    void aRunningSessionCountsUpToNow() {
        live("Pacific/Auckland");
        String session =
                eve.api().post("/api/sessions/start").expect(201).json().get("id").asText();
        TestSpans.begunEarlier(eve, session, 600);

        JsonNode today = eve.api().get("/api/reports/daily").expect(200).json();
        long worked = today.get("totalWorkSeconds").asLong();
        if (worked < 595) {
            // Ten minutes ago it was yesterday.
            LocalDate yesterday = LocalDate.parse(today.get("date").asText()).minusDays(1);
            worked += daily(eve, yesterday.toString()).get("totalWorkSeconds").asLong();
        }
        assertThat(worked).isBetween(600L, 605L);
        assertThat(today.get("activeSeconds").asLong()).isZero();
        assertThat(today.get("productivityScore").isNull()).isTrue();
    }

    @Test
    void nightShiftsCanBelongToTheDayOnWhichTheyBegan() {
        live("Europe/Berlin");
        Instant ten = Instant.parse("2026-11-26T21:00:00Z");
        TestSpans.session(eve, ten, ten.plusSeconds(28_800));
        TestSpans.active(desk, ten, ten.plusSeconds(28_800), "vim");
        assertThat(daily(eve, "2026-11-26").get("activeSeconds").asLong()).isEqualTo(7_200);
        assertThat(daily(eve, "2026-11-27").get("activeSeconds").asLong()).isEqualTo(21_600);

        ada.api().patch("/api/organization", Map.of("nightShiftsBelongToStart", true)).expect(200);

        assertThat(daily(eve, "2026-11-26").get("activeSeconds").asLong()).isEqualTo(28_800);
        assertThat(daily(eve, "2026-11-27").get("activeSeconds").asLong()).isZero();
        // What is recorded after the shift is of its own day, and what comes late is of the
        // shift's.
        TestSpans.active(desk, ten.plusSeconds(28_800), ten.plusSeconds(28_860), "vim");
        TestSpans.idle(desk, ten.plusSeconds(20_000), ten.plusSeconds(28_800));
        assertThat(daily(eve, "2026-11-27").get("activeSeconds").asLong()).isEqualTo(60);
        assertThat(daily(eve, "2026-11-26").get("activeSeconds").asLong()).isEqualTo(28_800);
    }

    @Test
    void othersAreLookedAtByThoseWhoSeeThemAndThatIsRemembered() {
        Person bob = app().addUser(ada, Role.EMPLOYEE, "Bob");
        for (String path :
                new String[] {
                    "/api/reports/daily?userId=" + eve.userId(),
                    "/api/timeline?userId=" + eve.userId(),
                    "/api/reports/timeline?date=2026-11-27&userId=" + eve.userId(),
                    "/api/reports/usage?userId=" + eve.userId(),
                    "/api/reports/user/" + eve.userId()
                }) {
            bob.api().get(path).expect(404);
            ada.api().get(path).expect(200);
        }
        bob.api().get("/api/reports/team").expect(403);

        JsonNode views = eve.api().get("/api/me/views").expect(200).json().get("items");
        assertThat(views.findValuesAsText("what")).contains("day", "usage", "report");
    }

    @ParameterizedTest
    @CsvSource({
        "/api/reports/daily?date=tomorrow, date, a date such as 2026-01-31",
        "/api/reports/daily?date=0001-01-01, date, a date from 2000-01-01",
        "/api/reports/usage?from=2026-02-01&to=2026-01-01, to, not before 2026-02-01",
        "/api/reports/usage?from=2020-01-01&to=2026-01-01, to, 1100 days",
        "/api/reports/usage?groupBy=mood, groupBy, app",
    })
    void whatCannotBeAskedIsExplained(String path, String field, String allowed) {
        JsonNode problem = eve.api().get(path).expect(400).json();
        assertThat(problem.toString()).contains("\"" + field + "\"", allowed);
    }

    private void live(String zone) {
        ada.api().patch("/api/users/" + eve.userId(), Map.of("timeZone", zone)).expect(200);
    }

    private JsonNode daily(Person asking, String date) {
        return asking.api()
                .get("/api/reports/daily?date=%s&userId=%s".formatted(date, eve.userId()))
                .expect(200)
                .json();
    }

    private JsonNode timeline(String date) {
        return eve.api().get("/api/timeline?date=" + date).expect(200).json();
    }

    private JsonNode usage(String groupBy) {
        return ada.api()
                .get(
                        "/api/reports/usage?from=2026-11-27&to=2026-11-27&groupBy=%s&userId=%s"
                                .formatted(groupBy, eve.userId()))
                .expect(200)
                .json();
    }

    private JsonNode ofPeriod(String from, String to) {
        return ada.api()
                .get(
                        "/api/reports/user/%s?startDate=%s&endDate=%s"
                                .formatted(eve.userId(), from, to))
                .expect(200)
                .json();
    }
}
