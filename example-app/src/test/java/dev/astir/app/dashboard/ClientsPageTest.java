package dev.astir.app.dashboard;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Route;
import dev.astir.app.TestApp.Person;
import dev.astir.app.capture.TestAgent;
import dev.astir.app.identity.Role;
import dev.astir.app.tenancy.Transactions;
import dev.astir.tracker.ActivityTracker;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Who calls the API, and who of them is silent. */
class ClientsPageTest extends PageTest {

    private static final int MANY = 2_000;

    private final Person bob = app().addUser(admin, Role.EMPLOYEE, "Bob Tanaka");

    @Test
    void looks() {
        TestAgent.Enrolled desk = TestAgent.enrol(app(), bob);
        try (TestAgent agent = TestAgent.connect(app(), desk)) {
            agent.next("welcome");
        }
        UUID export = token(admin, "Nightly export");
        UUID deploy = token(bob, "Deployments of the billing service");
        UUID old = token(bob, "Old import");
        token(bob, "Never used");
        settle();
        seen(desk.agentId(), "5 days");
        seen(export, "40 minutes");
        seen(deploy, "1 minute");
        seen(old, "31 hours");
        counts(export, "310, 298, 305, 12, 0, 322, 318, 330, 301, 299, 8, 0, 340, 120");
        counts(deploy, "2, 3, 1, 0, 0, 4, 2, 9, 3, 1, 0, 0, 2, 3");
        counts(old, "88, 90, 91, 90, 92, 90, 89, 90, 90, 91, 90, 90, 40, 0");
        counts(desk.agentId(), "900, 870, 910, 20, 0, 890, 902, 905, 300, 0, 0, 0, 0, 0");
        counts(bob.userId(), "50, 40, 62, 0, 0, 44, 51, 48, 39, 60, 0, 0, 52, 20");
        silent(old);
        screen.signIn(admin.email());
        screen.go("Clients");

        assertThat(rows()).hasCount(7);
        assertThat(rows().last()).containsText("Never used");
        assertThat(row("Old import")).containsText("31h 00m ago");
        assertThat(row("Old import")).containsText("silent");
        assertThat(row("Nightly export")).containsText("40m ago");
        assertThat(row("Nightly export").locator("svg.spark"))
                .hasAttribute("aria-label", java.util.regex.Pattern.compile("in 14 days"));
        assertThat(row("desk-1")).containsText("silent");
        assertThat(row("Never used")).containsText("never");
        assertThat(screen.find(".buffer-health")).containsText("Everything recorded is stored");
        new Looks(screen).checkWhole("clients");

        screen.page().click(".segments >> text=API tokens");
        assertThat(rows()).hasCount(4);
        screen.page().getByLabel("Silent ones alone").check();
        assertThat(rows()).hasCount(1);
        screen.page().click(".segments >> text=People");
        assertThat(screen.find(".strip-state")).containsText("No client matches the filters.");
        screen.page().click(".strip-state button");
        assertThat(rows()).hasCount(7);
        screen.page().fill("input[type=search]", "billing");
        assertThat(rows()).hasCount(1);
    }

    @Test
    void administratorsChooseWhatIsWatched() {
        UUID token = token(bob, "Nightly export");
        screen.signIn(admin.email());
        screen.page().navigate("/clients?kind=token");

        Locator choice = row("Nightly export").locator("select");
        assertThat(choice).hasValue("");
        choice.selectOption("3600");
        assertThat(screen.find("astir-undo")).containsText("Nightly export: After 1 hour");
        assertThat(item(token).get("silentAfterSeconds").asInt()).isEqualTo(3_600);
        assertThat(choice).hasValue("3600");
        choice.selectOption("off");
        assertThat(screen.find("astir-undo")).containsText("Nightly export: Not watched");
        assertThat(item(token).get("watched").asBoolean()).isFalse();
        choice.selectOption("");
        assertThat(screen.find("astir-undo")).containsText("After 1 day");
        assertThat(item(token).get("watched").asBoolean()).isTrue();
        assertThat(item(token).get("hasOwnTime").asBoolean()).isFalse();
    }

    @Test
    void managersSeeNoTokenAndNoBuffer() {
        token(bob, "Nightly export");
        Person mia = app().addUser(admin, Role.MANAGER, "Mia Berg");
        screen.signIn(mia.email());
        screen.go("Clients");

        assertThat(rows()).hasCount(3);
        assertThat(screen.find(".buffer-health")).hasCount(0);
        assertThat(screen.find("main")).not().containsText("Nightly export");
        new Looks(screen).check("clients-manager");
    }

    @Test
    void employeesFindNoSuchPage() {
        screen.signIn(bob.email());
        assertThat(screen.find("nav a[href='/clients']")).hasCount(0);
        screen.page().navigate("/clients");

        assertThat(screen.heading()).hasText("Not here");
    }

    @Test
    void whatCannotBeLoadedSaysSoAndIsTriedAgain() {
        screen.signIn(admin.email());
        screen.page()
                .route(
                        "**/api/clients?*",
                        route -> route.fulfill(new Route.FulfillOptions().setStatus(500)));
        screen.go("Clients");
        assertThat(screen.find("astir-problem")).containsText("The clients");
        screen.takeComplaints();
        screen.screenshot("clients-failed-1280-light");

        screen.page().unroute("**/api/clients?*");
        screen.page().getByText("Load it again").click();

        assertThat(rows()).hasCount(2);
    }

    /** Each is there, and few are rendered. */
    @Test
    void isQuickWithThousands() {
        run(
                "INSERT INTO agents (organization_id, id, user_id, hostname, os, key_hash, status,"
                        + " acknowledged_policy, enrolled_at)"
                        + " SELECT '%s', gen_random_uuid(), '%s', 'desk-' || n, 'Linux', '', 'removed', 1,"
                                .formatted(admin.organizationId(), bob.userId())
                        + " now() FROM generate_series(1, %d) AS n".formatted(MANY));
        run("UPDATE agents SET status = 'blocked' WHERE status = 'removed'");
        screen.signIn(admin.email());
        screen.go("Clients");

        assertThat(screen.find(".page-head p")).containsText("2,002 clients");
        assertThat(rows().count()).isLessThan(100);
        screen.page().fill("input[type=search]", "desk-1999");
        assertThat(rows()).hasCount(1);
        screen.screenshot("clients-many-1280-light");
    }

    private Locator rows() {
        return screen.find("astir-table [data-row]");
    }

    private Locator row(String text) {
        return screen.find("astir-table [data-row]", text);
    }

    private UUID token(Person person, String name) {
        JsonNode made =
                person.api()
                        .post("/api/tokens", Map.of("name", name, "scopes", List.of("read")))
                        .expect(201)
                        .json();
        if (!name.equals("Never used")) {
            app().api()
                    .with("Authorization", "Bearer " + made.get("token").asText())
                    .get("/api/auth/me")
                    .expect(200);
        }
        return UUID.fromString(made.get("id").asText());
    }

    private JsonNode item(UUID id) {
        for (JsonNode one : admin.api().get("/api/clients").expect(200).json().get("items")) {
            if (one.get("id").asText().equals(id.toString())) {
                return one;
            }
        }
        throw new AssertionError(id + " is not there");
    }

    private static void settle() {
        assertThat(app().bean(ActivityTracker.class).flush(Duration.ofSeconds(30))).isTrue();
    }

    private void seen(UUID client, String before) {
        system(
                "UPDATE client_activity SET last_seen = now() - interval '%s' WHERE client_id = '%s'"
                        .formatted(before, client));
    }

    /** Of the last days, the earliest first. */
    private void counts(UUID client, String days) {
        system(
                """
                INSERT INTO client_activity_daily (client_id, activity, day, hits, last_seen)
                SELECT '%s', 'api', CAST(timezone('UTC', now()) AS date) - 14 + CAST(n AS integer),
                       hits, now()
                FROM unnest(ARRAY[%s]) WITH ORDINALITY AS t (hits, n) WHERE hits > 0
                ON CONFLICT (client_id, activity, day) DO UPDATE SET hits = EXCLUDED.hits
                """
                        .formatted(client, days));
    }

    /** As the job tells it. */
    private void silent(UUID token) {
        run(
                """
                INSERT INTO client_watches (organization_id, client_id, kind, name, user_id, silent_since)
                SELECT organization_id, id, 'token', name, user_id, now() - interval '31 hours'
                FROM api_tokens WHERE id = '%s'
                """
                        .formatted(token));
    }

    private void run(String sql) {
        Transactions transactions = app().bean(Transactions.class);
        transactions.inOrganization(admin.organizationId(), () -> execute(transactions, sql));
    }

    private static void system(String sql) {
        Transactions transactions = app().bean(Transactions.class);
        transactions.asSystem(() -> execute(transactions, sql));
    }

    private static void execute(Transactions transactions, String sql) {
        try (Statement statement = transactions.connection().createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new AssertionError(sql, e);
        }
    }
}
