package dev.astir.app.categories;

import static dev.astir.app.categories.Uses.category;
import static dev.astir.app.categories.Uses.rule;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.astir.app.TestApp.Person;
import dev.astir.app.identity.Role;
import dev.astir.app.teams.TestTeams;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What a change of categories would make of the last month, before it is made. */
class PreviewTest extends CategoryScene {

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

    /** A manager of a team is told of that team's people alone; nobody else is looked at. */
    @Test
    void aPreviewCountsAndTellsOfNobodyOutOfSight() {
        Person mia = app().addUser(admin, Role.MANAGER, "Mia");
        Person bob = app().addUser(admin, Role.EMPLOYEE, "Bob");
        UUID team = TestTeams.create(admin, "Sales", mia);
        UUID other = TestTeams.create(admin, "Support");
        TestTeams.move(admin, bob, team);
        TestTeams.move(admin, eve, other);
        uses.minutes(bob, "CRM", "", 1, null);
        uses.minutes(eve, "CRM", "", 5, null);
        uses.minutes(eve, "Payroll", "", 7, null);
        uses.interval(eve, Instant.now().minusSeconds(3_600), "CRM", "Secret", null);
        uses.interval(bob, Instant.now().minusSeconds(7_200), "CRM", "Offer", null);
        Map<String, Object> byApp =
                ofTeam("Selling", "productive", team, rule("app", "wildcard", "*"));
        Map<String, Object> byTitle =
                ofTeam("Selling", "productive", team, rule("title", "wildcard", "*"));

        for (Map<String, Object> category : List.of(byApp, byTitle)) {
            JsonNode seen =
                    mia.api()
                            .post("/api/categories/preview", Map.of("category", category))
                            .expect(200)
                            .json();
            assertThat(seen.get("totalSeconds").asLong()).isEqualTo(60);
            assertThat(seen.get("changedSeconds").asLong()).isEqualTo(60);
            assertThat(seen.toString()).doesNotContain("Payroll", "Secret");
        }
        assertThat(looks(bob)).contains("usage");
        assertThat(looks(eve)).isEmpty();
        Map<String, Object> elsewhere = new HashMap<>(byApp);
        elsewhere.put("teamId", other);
        mia.api().post("/api/categories/preview", Map.of("category", elsewhere)).expect(403);
        elsewhere.remove("teamId");
        mia.api().post("/api/categories/preview", Map.of("category", elsewhere)).expect(403);
        assertThat(looks(eve)).isEmpty();
        assertThat(preview(Map.of("category", elsewhere)).get("totalSeconds").asLong())
                .isEqualTo(60 + 5 * 60 + 7 * 60);
        assertThat(looks(eve)).contains("usage");
    }

    private static List<String> looks(Person person) {
        return person.api()
                .get("/api/me/views")
                .expect(200)
                .json()
                .get("items")
                .findValuesAsText("what");
    }
}
