package dev.astir.app.categories;

import static dev.astir.app.categories.Uses.category;
import static dev.astir.app.categories.Uses.rule;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.astir.app.Api;
import dev.astir.app.AppTest;
import dev.astir.app.TestApp.Person;
import dev.astir.app.identity.Role;
import dev.astir.app.teams.TestTeams;
import dev.astir.app.tenancy.Transactions;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Categories, their rules, and what history becomes by them. */
class CategoriesTest extends AppTest {

    private final Person admin = app().registerOrganization();
    private final Person eve = app().addUser(admin, Role.EMPLOYEE, "Eve");
    private final UUID organization = admin.organizationId();
    private final Uses uses = new Uses(app(), organization);

    @Test
    void newOrganizationsBeginWithTheStarterSet() {
        assertThat(names())
                .containsExactly(
                        "Meetings",
                        "Messages",
                        "Development",
                        "Design",
                        "Documents",
                        "Operations",
                        "Research");
        uses.minute(eve, "jetbrains-idea", "");
        uses.minute(eve, "IntelliJ IDEA", "");
        uses.minute(eve, "Firefox", "meet.google.com");
        uses.minute(eve, "Firefox", "www.google.com");
        uses.minute(eve, "Minesweeper", "");
        assertThat(uses.report())
                .containsExactly(
                        "Firefox meet.google.com Meetings productive 60",
                        "Firefox www.google.com Research neutral 60",
                        "IntelliJ IDEA  Development productive 60",
                        "Minesweeper  - neutral 60",
                        "jetbrains-idea  Development productive 60");

        String design = idOf("Design");
        admin.api().delete("/api/categories/" + design).expect(204);
        for (int i = 0; i < 2; i++) {
            assertThat(admin.api().post("/api/categories/starter").expect(200).json().get("items"))
                    .hasSize(7);
        }
        assertThat(names()).last().isEqualTo("Design");
        assertThat(actions()).containsExactly("category.deleted", "categories.started");
    }

    @Test
    void theFirstMatchInTheOrderOfTheListDecides() {
        clear();
        String any = create(category("Any", "neutral", rule("app", "prefix", "fire")));
        String fox = create(category("Fox", "productive", rule("app", "equals", "firefox")));
        uses.minute(eve, "Firefox", "");
        assertThat(uses.report()).containsExactly("Firefox  Any neutral 60");

        order(fox, any).expect(200);
        awaitDone();
        assertThat(names()).containsExactly("Fox", "Any");
        assertThat(uses.report()).containsExactly("Firefox  Fox productive 60");

        for (Api.Answer refused : List.of(order(fox), order(fox, fox), order(fox, any, any))) {
            assertThat(refused.expect(409).json().get("type").asText())
                    .endsWith(":categories-changed");
        }
        admin.api().delete("/api/categories/" + fox).expect(204);
        assertThat(uses.report()).as("at once, or soon").hasSize(1);
        awaitDone();
        assertThat(uses.report()).containsExactly("Firefox  Any neutral 60");
    }

    @Test
    void aRuleOverATitleCompetesByItsPlace() {
        clear();
        String work = create(category("Work", "productive", rule("title", "wildcard", "*CAT-*")));
        String web = create(category("Web", "neutral", rule("app", "equals", "Firefox")));
        UUID detail = match(null, "CAT-1: mend");
        assertThat(detail).isNotNull();
        uses.minutes(eve, "Firefox", "", 1, null);
        uses.minutes(eve, "Firefox", "", 2, detail);
        assertThat(uses.report())
                .containsExactly("Firefox  Web neutral 60", "Firefox  Work productive 120");

        order(web, work).expect(200);
        awaitDone();
        assertThat(uses.report())
                .containsExactly("Firefox  Web neutral 120", "Firefox  Web neutral 60");
        assertThat(match(null, "CAT-1: mend")).as("the same rule keeps its id").isEqualTo(detail);
    }

    @Test
    void aTeamRatesOtherwiseAndHasItsOwn() {
        clear();
        create(category("Web", "neutral", rule("app", "equals", "Firefox")));
        UUID team = TestTeams.create(admin, "Sales");
        Person bob = app().addUser(admin, Role.EMPLOYEE, "Bob");
        TestTeams.move(admin, bob, team);
        uses.minute(eve, "Firefox", "");
        uses.minute(bob, "Firefox", "crm.example.org");

        JsonNode problem = post(ofTeam("Nothing", "productive", team)).expect(400).json();
        assertThat(problem.at("/errors/0/field").asText()).isEqualTo("name");
        String rating = create(ofTeam("WEB", "productive", team));
        assertThat(uses.report())
                .containsExactly(
                        "Firefox  Web neutral 60", "Firefox crm.example.org Web productive 60");

        create(ofTeam("Customers", "productive", team, rule("site", "prefix", "crm.")));
        awaitDone();
        assertThat(uses.report())
                .containsExactly(
                        "Firefox  Web neutral 60",
                        "Firefox crm.example.org Customers productive 60");

        // What it overrides is called as it is, and ends with it.
        admin.api()
                .put(
                        "/api/categories/" + idOf("Web"),
                        category("Browsing", "neutral", rule("app", "equals", "Firefox")))
                .expect(200);
        assertThat(find(rating).get("name").asText()).isEqualTo("Browsing");
        TestTeams.move(admin, bob, null);
        assertThat(uses.report()).last().isEqualTo("Firefox crm.example.org Browsing neutral 60");
        TestTeams.move(admin, bob, team);
        admin.api().delete("/api/teams/" + team).expect(204);
        assertThat(names()).containsExactly("Browsing");
        awaitDone();
        assertThat(uses.report()).last().isEqualTo("Firefox crm.example.org Browsing neutral 60");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "regex    | title | (unclosed",
                "regex    | url   | (a{1000}){1000}",
                "equals   | site  | https://github.com/",
                "wildcard | app   | ''",
                "nothing  | app   | x",
                "equals   | user  | x"
            })
    void refusesARuleAndNamesIt(String match, String field, String pattern) {
        Map<String, Object> request =
                category(
                        "C", "neutral", rule("app", "equals", "Good"), rule(field, match, pattern));
        String wrong =
                match.equals("nothing") ? "match" : field.equals("user") ? "field" : "pattern";

        assertThat(post(request).expect(400).json().at("/errors/0/field").asText())
                .isEqualTo("rules[1]." + wrong);
        if (wrong.equals("pattern")) {
            JsonNode problem =
                    admin.api()
                            .post("/api/categories/preview", Map.of("category", request))
                            .expect(400)
                            .json();
            assertThat(problem.at("/errors/0/field").asText())
                    .isEqualTo("category.rules[1].pattern");
        }
        assertThat(names()).doesNotContain("C");
    }

    /** Case 14. */
    @Test
    void anEvilPatternIsHarmless() {
        String title = "a".repeat(40) + "!";
        uses.interval(eve, Instant.now().minusSeconds(3_600), "Firefox", title, null);
        Map<String, Object> evil = category("Evil", "neutral", rule("title", "regex", "(a+)+$"));
        preview(Map.of("category", evil)); // warm

        long began = System.nanoTime();
        JsonNode preview = preview(Map.of("category", evil));
        // It takes a fraction of a second; what backtracks takes years.
        assertThat((System.nanoTime() - began) / 1_000_000).as("ms").isLessThan(60_000);
        assertThat(preview.get("changedSeconds").asLong()).isZero();
        assertThat(preview.get("totalSeconds").asLong()).isEqualTo(60);

        create(evil);
        assertThat(match(null, title)).isNull();
        uses.minute(eve, "Firefox", "");
        assertThat(uses.report()).containsExactly("Firefox  - neutral 60");
    }

    @Test
    void aPreviewTellsWhatWouldChange() {
        clear();
        String web = create(category("Web", "neutral", rule("app", "equals", "Firefox")));
        uses.minutes(eve, "Firefox", "github.com", 3, null);
        uses.minutes(eve, "Firefox", "", 2, null);
        uses.minutes(eve, "Paint", "", 1, null);

        JsonNode made =
                preview(
                        Map.of(
                                "category",
                                category("Art", "productive", rule("app", "equals", "paint"))));
        assertThat(made.get("totalSeconds").asLong()).isEqualTo(360);
        assertThat(made.get("changedSeconds").asLong()).isEqualTo(60);
        assertThat(made.get("complete").asBoolean()).isTrue();
        assertThat(made.get("items").toString())
                .isEqualTo(
                        "[{\"app\":\"Paint\",\"site\":null,\"before\":null,\"after\":"
                                + "{\"categoryId\":null,\"name\":\"Art\",\"rating\":\"productive\"},"
                                + "\"seconds\":60}]");

        // Changed: rated otherwise, and of one site alone.
        JsonNode changed =
                preview(
                        Map.of(
                                "id",
                                web,
                                "category",
                                category(
                                        "Web",
                                        "unproductive",
                                        rule("site", "equals", "github.com"))));
        assertThat(changed.get("changedSeconds").asLong()).isEqualTo(300);
        assertThat(changed.at("/items/0/after/rating").asText()).isEqualTo("unproductive");
        assertThat(changed.at("/items/1/after").isNull()).isTrue();

        // Ended; and nothing of all that is so.
        assertThat(preview(Map.of("id", web)).get("changedSeconds").asLong()).isEqualTo(300);
        assertThat(names()).containsExactly("Web");
        admin.api().post("/api/categories/preview", Map.of("id", UUID.randomUUID())).expect(404);
        assertThat(eve.api().get("/api/me/views").expect(200).json().at("/items/0/what").asText())
                .isEqualTo("usage");
    }

    @Test
    void daysFollowARuleOverTitlesThatCameOrWent() {
        clear();
        Instant noon = Instant.now().truncatedTo(ChronoUnit.DAYS).minus(40, ChronoUnit.DAYS);
        noon = noon.plus(12, ChronoUnit.HOURS);
        uses.interval(eve, noon, "Firefox", "CAT-1", null);
        uses.interval(eve, noon.plus(9, ChronoUnit.DAYS), "Firefox", "News", null);
        uses.interval(eve, noon.plus(20, ChronoUnit.DAYS), "Firefox", "cat-2", "https://x/y");
        uses.execute("DELETE FROM day_marks");

        String work = create(category("Work", "productive", rule("title", "prefix", "CAT-")));
        awaitDone();
        assertThat(marks()).containsExactly("20", "40");

        uses.execute("DELETE FROM day_marks");
        admin.api()
                .put(
                        "/api/categories/" + work,
                        category("Work", "neutral", rule("title", "prefix", "CAT-")))
                .expect(200);
        awaitDone();
        assertThat(marks()).as("the rules are the same").isEmpty();

        admin.api().delete("/api/categories/" + work).expect(204);
        awaitDone();
        assertThat(marks()).containsExactly("20", "40");
    }

    /** As if a node had died with the change: what is to be done stands in the database. */
    @Test
    void whatWasLeftIsDoneByTheSweep() {
        clear();
        create(category("Web", "neutral", rule("app", "equals", "Firefox")));
        uses.minute(eve, "Firefox", "");
        uses.interval(eve, Instant.now().minusSeconds(86_400), "Firefox", "CAT-1", null);
        uses.execute("DELETE FROM day_marks");
        uses.execute("UPDATE labels SET category_id = NULL, version = 0");
        uses.execute(
                "INSERT INTO category_searches VALUES ('%s', NULL, 'title', 'prefix', 'CAT')"
                        .formatted(organization));
        JsonNode open = admin.api().get("/api/categories/progress").expect(200).json();
        assertThat(open.get("running").asBoolean()).isTrue();
        assertThat(open.get("done").asLong()).isLessThan(open.get("total").asLong());

        app().bean(Relabelling.class).sweep();

        awaitDone();
        assertThat(uses.report()).containsExactly("Firefox  Web neutral 60");
        assertThat(marks()).hasSize(1);
    }

    @Test
    void teamsAreChangedByTheirManagersAndTheRestByAdministrators() {
        Person mia = app().addUser(admin, Role.MANAGER, "Mia");
        Person max = app().addUser(admin, Role.MANAGER, "Max");
        UUID team = TestTeams.create(admin, "Sales", mia);
        UUID other = TestTeams.create(admin, "Support");
        Map<String, Object> ofTeam =
                ofTeam("CRM", "productive", team, rule("app", "equals", "CRM"));

        String id = idOf(mia.api().post("/api/categories", ofTeam).expect(201));
        String path = "/api/categories/" + id;
        mia.api().put(path, ofTeam).expect(200);
        mia.api().post("/api/categories/preview", Map.of("id", id)).expect(200);
        mia.api()
                .put("/api/categories/order", Map.of("teamId", team, "ids", List.of(id)))
                .expect(200);
        for (Person somebody : List.of(max, eve)) {
            somebody.api().post("/api/categories", ofTeam).expect(403);
            somebody.api().put(path, ofTeam).expect(403);
            somebody.api().delete(path).expect(403);
            somebody.api().post("/api/categories/preview", Map.of("id", id)).expect(403);
        }
        mia.api().post("/api/categories", ofTeam("CRM", "neutral", other)).expect(403);
        mia.api().post("/api/categories", category("C", "neutral")).expect(403);
        mia.api().put("/api/categories/" + idOf("Design"), category("D", "neutral")).expect(403);
        mia.api().post("/api/categories/starter").expect(403);
        mia.api().put(path, category("CRM", "neutral")).expect(400);
        post(ofTeam("CRM", "neutral", UUID.randomUUID())).expect(400);
        // Everybody sees by what their time is judged; no other organization does.
        assertThat(eve.api().get("/api/categories").expect(200).json().get("items")).hasSize(8);
        Person stranger = app().registerOrganization();
        assertThat(stranger.api().get("/api/categories").expect(200).json().get("items"))
                .hasSize(7);
        stranger.api().put(path, category("D", "neutral")).expect(404);
        stranger.api().delete(path).expect(404);
        mia.api().delete(path).expect(204);
    }

    @Test
    void aNameIsTakenOnce() {
        assertThat(post(category("design", "neutral")).expect(409).json().get("type").asText())
                .endsWith(":category-name-taken");
        admin.api()
                .put("/api/categories/" + idOf("Design"), category("MEETINGS", "neutral"))
                .expect(409);
        JsonNode same =
                admin.api()
                        .put("/api/categories/" + idOf("Design"), category("DESIGN", "neutral"))
                        .expect(200)
                        .json();
        assertThat(same.get("colour").asText()).isEqualTo("grey");
        assertThat(same.get("rules")).isEmpty();
    }

    @Test
    void rulesAreBounded() {
        List<Map<String, String>> many = new ArrayList<>();
        for (int i = 0; i <= ListChanges.MAX_DETAIL_RULES; i++) {
            many.add(rule("title", "equals", "t" + i));
        }
        assertThat(
                        post(Map.of("name", "Many", "rating", "neutral", "rules", many))
                                .expect(409)
                                .json()
                                .get("type")
                                .asText())
                .endsWith(":too-many-rules");
        assertThat(names()).doesNotContain("Many");
    }

    private @Nullable UUID match(@Nullable UUID team, String title) {
        return app().bean(Transactions.class)
                .inOrganization(
                        organization,
                        () ->
                                app().bean(Categories.class)
                                        .detailRules(organization, team)
                                        .match("Firefox", null, title, null));
    }

    private List<String> marks() {
        return uses.column("SELECT DISTINCT current_date - day FROM day_marks ORDER BY 1");
    }

    private void clear() {
        for (JsonNode item : list()) {
            admin.api().delete("/api/categories/" + item.get("id").asText()).expect(204);
        }
        awaitDone();
    }

    private void awaitDone() {
        await().until(() ->
                !admin.api()
                        .get("/api/categories/progress")
                        .expect(200)
                        .json()
                        .get("running")
                        .asBoolean());
    }

    private JsonNode preview(Map<String, ?> request) {
        return admin.api().post("/api/categories/preview", request).expect(200).json();
    }

    private Api.Answer post(Map<String, ?> request) {
        return admin.api().post("/api/categories", request);
    }

    private String create(Map<String, ?> request) {
        return idOf(post(request).expect(201));
    }

    private static String idOf(Api.Answer created) {
        return created.json().get("id").asText();
    }

    @SafeVarargs
    private static Map<String, Object> ofTeam(
            String name, String rating, UUID team, Map<String, String>... rules) {
        Map<String, Object> category = new HashMap<>(category(name, rating, rules));
        category.put("teamId", team);
        return category;
    }

    private Api.Answer order(String... ids) {
        return admin.api().put("/api/categories/order", Map.of("ids", List.of(ids)));
    }

    private JsonNode list() {
        return admin.api().get("/api/categories").expect(200).json().get("items");
    }

    private JsonNode find(String id) {
        for (JsonNode item : list()) {
            if (item.get("id").asText().equals(id)) {
                return item;
            }
        }
        throw new AssertionError("no category " + id);
    }

    private String idOf(String name) {
        for (JsonNode item : list()) {
            if (item.get("name").asText().equals(name)) {
                return item.get("id").asText();
            }
        }
        throw new AssertionError("no category " + name);
    }

    private List<String> names() {
        List<String> names = new ArrayList<>();
        list().forEach(item -> names.add(item.get("name").asText()));
        return names;
    }

    private List<String> actions() {
        List<String> actions = new ArrayList<>();
        admin.api()
                .get("/api/audit?kind=change")
                .expect(200)
                .json()
                .get("items")
                .forEach(entry -> {
                    if (entry.get("action").asText().startsWith("categor")) {
                        actions.addFirst(entry.get("action").asText());
                    }
                });
        return actions;
    }
}
