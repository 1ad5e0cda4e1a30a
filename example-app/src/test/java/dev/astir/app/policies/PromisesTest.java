package dev.astir.app.policies;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.astir.app.Api;
import dev.astir.app.AppTest;
import dev.astir.app.TestApp.Person;
import dev.astir.app.alerts.TestAlerts;
import dev.astir.app.capture.TestAgent;
import dev.astir.app.feed.WaysOut;
import dev.astir.app.identity.Role;
import dev.astir.app.teams.TestTeams;
import dev.astir.app.tenancy.Transactions;
import dev.astir.protocol.Policy;
import dev.astir.stream.ActivityStream;
import io.micronaut.data.jdbc.runtime.JdbcOperations;
import java.sql.ResultSet;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/**
 * The consent text is the law of the code: each of its sentences has a check here, and a sentence
 * without one fails. What a role must not find is marked, and looked for in every way out.
 */
class PromisesTest extends AppTest {

    private static final String APP_BEFORE = "Marked-App-Before";
    private static final String APP_NOW = "Marked-App-Now";
    private static final String TITLE = "Marked-Title";
    private static final String PRIVATE = "Marked-Private";

    private final Person admin = app().registerOrganization();
    private final Person dora = app().addUser(admin, Role.MANAGER, "Dora Manages-Bob");
    private final Person mia = app().addUser(admin, Role.MANAGER, "Mia Manages-Others");
    private final Person sam = app().addUser(admin, Role.MANAGER, "Sam Manages-Nothing");
    private final Person bob = app().addUser(admin, Role.EMPLOYEE, "Bob Marked");
    private final Person eve = app().addUser(admin, Role.EMPLOYEE, "Eve Colleague");

    /** The check of each sentence, by its id. */
    private final Map<String, Runnable> checks = new LinkedHashMap<>();

    private final String before;
    private final String session;
    private String running = "";

    PromisesTest() {
        UUID team = TestTeams.create(admin, "Bobs", dora);
        TestTeams.move(admin, bob, team);
        TestTeams.move(admin, eve, TestTeams.create(admin, "Others", mia));
        admin.api().patch("/api/organization", Map.of("captureTitles", true)).expect(200);
        admin.api().put("/api/policy", Map.of("neverCapture", List.of(PRIVATE))).expect(200);
        before = eve.api().get("/api/activities").json().get("position").asText();
        session = bob.api().post("/api/sessions/start", Map.of()).json().get("id").asText();
        checks.put("agent", this::onlyWhileTheAgentRuns);
        checks.put("application", this::managersFindTheApplication);
        checks.put("titles", this::titlesAreForManagersAndThePerson);
        checks.put("idle", this::idlenessIsStoredWithoutWhatWasTyped);
        checks.put("introspection", this::mediaIsNotKeptUnlessThePolicySaysSo);
        checks.put("never-capture", this::whatIsNeverCapturedIsNowhere);
        checks.put("never", this::nothingElseHasAPlaceInTheTables);
        checks.put("control", this::privateTimeHasNoName);
        checks.put("who", this::colleaguesFindStartAndStopAndNoOtherTimes);
        checks.put("colleagues", this::colleaguesSeeWhatIsInFrontNow);
        checks.put("managers", this::managersSeeTheirTeams);
        checks.put("insights", this::insightsAreForThePersonAlone);
        checks.put("idle-alerts", this::noAlertOfBeingAway);
        checks.put("overtime-alerts", this::longDaysAreToldOf);
        checks.put("alerts", this::alertsAreForThePersonAndWhoSeesThem);
        checks.put("switches", this::switchesAreDeletedAfterTheirTime);
        checks.put("retention", this::theTextNamesWhatIsSet);
        checks.put("looks", this::looksAreWrittenDown);
        checks.put("consent", this::nothingBeforeTheAgreement);
    }

    @Test
    void everySentenceHolds() {
        Policy all = new Policy(1, true, true, List.of("x"), 300);
        assertThat(
                        PolicyText.sentences("O", all, 365, true, AlertReach.ALL, AlertReach.ALL)
                                .stream()
                                .map(PolicyText.Sentence::id))
                .as("each sentence has a check, and each check a sentence")
                .containsExactlyInAnyOrderElementsOf(checks.keySet());
        try (TestAgent agent = TestAgent.connect(app(), TestAgent.enrol(app(), bob))) {
            agent.next("welcome");
            work(agent);
            bob.api().post("/api/sessions/" + session + "/stop").expect(200);
            await().until(() -> seen(bob, "?type=session.stopped").contains("stopped working"));
            running = bob.api().post("/api/sessions/start", Map.of()).json().get("id").asText();
            checks.forEach((id, check) -> {
                try {
                    check.run();
                } catch (AssertionError e) {
                    throw new AssertionError("the promise \"" + id + "\" is broken", e);
                }
            });
        }
    }

    /** One application after the other, with titles and with one that is private. */
    private void work(TestAgent agent) {
        Instant now = Instant.now();
        Map<String, Object> span = TestAgent.span(now.minusSeconds(60), now, APP_BEFORE);
        span.put("title", TITLE);
        span.put("media", "Marked-Media");
        Map<String, Object> hidden = TestAgent.span(now.minusSeconds(90), now, PRIVATE);
        hidden.put("title", PRIVATE);
        assertThat(agent.batch(List.of(span, hidden)).get("accepted")).hasSize(2);
        agent.state(Map.of("state", "active", "app", PRIVATE, "title", PRIVATE));
        agent.state(Map.of("state", "active", "app", "First", "title", TITLE));
        await().until(() -> body(bob, "/api/presence").contains("First"));
        agent.state(Map.of("state", "active", "app", APP_BEFORE, "title", TITLE));
        await().until(() -> seen(bob, "?type=app.switched").contains(APP_BEFORE));
        JsonNode switched =
                bob.api().get("/api/activities?type=app.switched").json().at("/items/0");
        bob.api()
                .post(
                        "/api/activities/" + switched.get("id").asText() + "/comments",
                        Map.of("body", "Marked-Comment"))
                .expect(201);
        await().until(() -> seen(bob, "?type=user.commented").contains("commented"));
        agent.state(
                Map.of("state", "active", "app", APP_NOW, "title", TITLE, "media", "Marked-Media"));
        await().until(() -> seen(bob, "?type=app.switched").contains(APP_NOW));
    }

    private void onlyWhileTheAgentRuns() {
        assertThat(values("SELECT DISTINCT source FROM intervals")).containsExactly("agent");
    }

    private void managersFindTheApplication() {
        assertThat(seen(dora, "?q=" + APP_BEFORE)).contains(APP_BEFORE);
        assertThat(values("SELECT app FROM intervals WHERE app IS NOT NULL"))
                .containsExactly(APP_BEFORE);
    }

    private void titlesAreForManagersAndThePerson() {
        for (Person person : List.of(bob, dora, sam, admin)) {
            assertThat(body(person, "/api/presence")).as(person.email()).contains(TITLE);
        }
        for (Person person : List.of(eve, mia)) {
            nowhere(person, TITLE);
        }
    }

    private void idlenessIsStoredWithoutWhatWasTyped() {
        assertThat(bob.api().get("/api/policy").json().at("/settings/idleAfterSeconds").asInt())
                .isEqualTo(300);
    }

    private void mediaIsNotKeptUnlessThePolicySaysSo() {
        assertThat(values("SELECT media FROM intervals WHERE media IS NOT NULL")).isEmpty();
        nowhere(admin, "Marked-Media");
    }

    private void whatIsNeverCapturedIsNowhere() {
        for (Person person : List.of(bob, dora, eve, mia, sam)) {
            new WaysOut(app(), person, before).nowhereButInThePolicy(PRIVATE);
        }
        assertThat(values("SELECT kind FROM intervals WHERE app IS NULL")).contains("private");
        assertThat(
                        values(
                                "SELECT 'x' FROM intervals WHERE app = '%1$s' OR title = '%1$s'"
                                        .formatted(PRIVATE)))
                .isEmpty();
    }

    /** A column for keys, screens or sound would be one more than these. */
    private void nothingElseHasAPlaceInTheTables() {
        assertThat(
                        Set.copyOf(
                                values(
                                        "SELECT column_name FROM information_schema.columns WHERE"
                                                + " table_name = 'intervals' AND data_type = 'text'")))
                .isEqualTo(Set.of("source", "kind", "app", "site", "title", "media", "url"));
    }

    private void privateTimeHasNoName() {
        assertThat(
                        values(
                                "SELECT coalesce(app, title, site, 'no name') FROM intervals WHERE kind = 'private'"))
                .containsOnly("no name");
    }

    private void colleaguesFindStartAndStopAndNoOtherTimes() {
        for (Person person : List.of(eve, mia)) {
            assertThat(seen(person, "?type=session.*"))
                    .contains("Bob Marked started working", "Bob Marked stopped working after")
                    .doesNotContain("activeSeconds", "idleSeconds");
            for (String one : List.of(session, running)) {
                new WaysOut(app(), person, before).nowhereButInEvents(one);
            }
            assertThat(person.api().get("/api/sessions?userId=" + bob.userId()).status())
                    .isEqualTo(404);
        }
        for (Person person : List.of(bob, dora, sam, admin)) {
            assertThat(body(person, "/api/sessions?userId=" + bob.userId())).contains(session);
            assertThat(seen(person, "?type=session.stopped")).contains("stopped working after");
            assertThat(body(person, "/api/sessions/active")).contains(running);
        }
    }

    private void colleaguesSeeWhatIsInFrontNow() {
        for (Person person : List.of(eve, mia)) {
            JsonNode shown = presence(person);
            assertThat(shown.get("app").asText()).isEqualTo(APP_NOW);
            assertThat(shown.has("title")).isFalse();
            assertThat(shown.get("since").isNull()).isFalse();
            nowhere(person, APP_BEFORE);
            nowhere(person, "Bob Marked switched");
            nowhere(person, "Marked-Comment");
            assertThat(seen(person, "?type=agent.enrolled"))
                    .contains("Bob Marked connected the device desk-1");
        }
        // Of somebody who left, only that they are away.
        execute(
                "UPDATE presence_last_seen SET last_seen = '2026-01-02T03:04:05Z'"
                        + " WHERE user_id = '"
                        + dora.userId()
                        + "'");
        execute(
                "INSERT INTO presence_last_seen (organization_id, user_id, last_seen) SELECT"
                        + " organization_id, id, '2026-01-02T03:04:05Z' FROM users WHERE id = '"
                        + dora.userId()
                        + "' ON CONFLICT DO NOTHING");
        assertThat(body(admin, "/api/presence")).contains("2026-01-02");
        for (Person person : List.of(eve, mia, bob)) {
            nowhere(person, "2026-01-02");
        }
    }

    private void managersSeeTheirTeams() {
        for (Person person : List.of(dora, sam, admin)) {
            assertThat(seen(person, "?actor=" + bob.userId() + "&type=app.switched"))
                    .contains("Bob Marked switched");
        }
        assertThat(seen(mia, "?actor=" + bob.userId() + "&type=app.switched"))
                .doesNotContain("Bob Marked");
    }

    /**
     * And for managers only where the policy says so and the person agreed: InsightsOfOthersTest.
     */
    private void insightsAreForThePersonAlone() {
        assertThat(body(bob, "/api/policy")).contains("shown to you alone");
        body(bob, "/api/insights");
        for (Person person : List.of(dora, sam, admin)) {
            assertThat(person.api().get("/api/insights?userId=" + bob.userId()).status())
                    .isEqualTo(403);
        }
        assertThat(eve.api().get("/api/insights?userId=" + bob.userId()).status()).isEqualTo(404);
    }

    /** And where there are some, the text says so: TeamAlertsTest; about whom: IdleAlertTest. */
    private void noAlertOfBeingAway() {
        assertThat(body(bob, "/api/policy")).contains("No alert is made of your being away");
        admin.api().patch("/api/organization", Map.of("idleAfterSeconds", 30)).expect(200);
        TestAlerts.run(app(), "idle-detector");
        assertThat(body(admin, "/api/alerts?type=idle")).contains("\"items\":[]");
        admin.api().patch("/api/organization", Map.of("idleAfterSeconds", 300)).expect(200);
    }

    /** That it does so at the limit: OvertimeAlertTest. */
    private void longDaysAreToldOf() {
        assertThat(body(bob, "/api/policy")).contains("a day or a week of yours has more work");
        TestAlerts.run(app(), "overtime");
        assertThat(body(admin, "/api/alerts?type=overtime")).contains("\"items\":[]");
    }

    private void alertsAreForThePersonAndWhoSeesThem() {
        String alert = TestAlerts.open(app(), bob).toString();
        for (Person person : List.of(bob, dora, sam, admin)) {
            assertThat(body(person, "/api/alerts")).as(person.email()).contains(alert);
        }
        for (Person person : List.of(eve, mia)) {
            nowhere(person, alert);
        }
    }

    private void switchesAreDeletedAfterTheirTime() {
        assertThat(app().bean(Policies.class).current(bob.organizationId()).text())
                .contains("deleted after " + Promises.SWITCHES_KEPT.toDays() + " days");
        assertThat(app().bean(ActivityStream.class).retentionOf("app.switched"))
                .contains(Promises.SWITCHES_KEPT);
        // What is said about a switch does not outlive it.
        assertThat(seen(bob, "?type=user.commented")).doesNotContain(APP_BEFORE);
    }

    private void theTextNamesWhatIsSet() {
        int days = admin.api().get("/api/organization").json().get("retentionDays").asInt();
        assertThat(bob.api().get("/api/policy").json().get("text").asText())
                .contains("deleted after " + days + " days at the latest");
    }

    private void looksAreWrittenDown() {
        dora.api().get("/api/sessions?userId=" + bob.userId()).expect(200);
        assertThat(body(bob, "/api/me/views")).contains("Dora Manages-Bob");
        assertThat(app().bean(Policies.class).current(bob.organizationId()).text())
                .contains("under \"My data\"");
    }

    private void nothingBeforeTheAgreement() {
        execute("DELETE FROM policy_acknowledgements WHERE user_id = '" + bob.userId() + "'");
        Consent none = app().bean(Policies.class).consent(bob.organizationId(), bob.userId());
        assertThat(none.isGiven()).isFalse();
        assertThat(none.titles()).isFalse();
    }

    private void nowhere(Person person, String marked) {
        new WaysOut(app(), person, before).nowhere(marked);
    }

    private JsonNode presence(Person person) {
        for (JsonNode one : person.api().get("/api/presence").json().get("items")) {
            if (one.get("userId").asText().equals(bob.userId().toString())) {
                return one;
            }
        }
        throw new AssertionError("Bob is not shown");
    }

    private static String seen(Person person, String query) {
        return body(person, "/api/activities" + query);
    }

    private static String body(Person person, String path) {
        Api.Answer answer = person.api().get(path);
        return answer.expect(200).body();
    }

    private void execute(String sql) {
        app().bean(Transactions.class)
                .inOrganization(
                        admin.organizationId(),
                        () ->
                                app().bean(JdbcOperations.class)
                                        .prepareStatement(sql, statement -> statement.execute()));
    }

    private List<String> values(String sql) {
        return app().bean(Transactions.class)
                .inOrganization(
                        admin.organizationId(),
                        () ->
                                app().bean(JdbcOperations.class)
                                        .prepareStatement(
                                                sql,
                                                statement -> {
                                                    List<String> found = new ArrayList<>();
                                                    try (ResultSet rows =
                                                            statement.executeQuery()) {
                                                        while (rows.next()) {
                                                            found.add(rows.getString(1));
                                                        }
                                                    }
                                                    return found;
                                                }));
    }
}
