package dev.astir.app.categories;

import static dev.astir.app.categories.Uses.category;
import static dev.astir.app.categories.Uses.rule;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.astir.app.Api;
import dev.astir.app.TestApp.Person;
import dev.astir.app.identity.Role;
import dev.astir.app.teams.TestTeams;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Categories and their rules, and who changes them. */
class CategoriesTest extends CategoryScene {

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
}
