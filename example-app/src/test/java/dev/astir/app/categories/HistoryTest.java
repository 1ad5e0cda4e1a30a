package dev.astir.app.categories;

import static dev.astir.app.categories.Uses.category;
import static dev.astir.app.categories.Uses.rule;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.astir.app.TestApp.Person;
import dev.astir.app.identity.Role;
import dev.astir.app.teams.TestTeams;
import dev.astir.app.tenancy.Transactions;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** What history becomes by other rules, and by those of teams. */
class HistoryTest extends CategoryScene {

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
        Instant noon = Instant.now().truncatedTo(ChronoUnit.DAYS).minus(12, ChronoUnit.HOURS);
        uses.interval(eve, noon, "Firefox", "CAT-1", null);
        uses.execute("DELETE FROM day_marks");
        JsonNode open =
                app().bean(Transactions.class)
                        .inOrganization(
                                organization,
                                () -> {
                                    // What the changes above began leaves it alone meanwhile.
                                    assertThat(app().bean(ListRepository.class).hold(organization))
                                            .isPresent();
                                    CompletableFuture.runAsync(this::leaveHalfDone).join();
                                    return admin.api()
                                            .get("/api/categories/progress")
                                            .expect(200)
                                            .json();
                                });
        assertThat(open.get("running").asBoolean()).isTrue();
        assertThat(open.get("done").asLong()).isLessThan(open.get("total").asLong());

        app().bean(Relabelling.class).run(() -> false);

        awaitDone();
        assertThat(uses.report()).containsExactly("Firefox  Web neutral 60");
        assertThat(marks()).hasSize(1);
    }

    /** In transactions of its own, by another thread than the one that holds the list. */
    private void leaveHalfDone() {
        uses.execute("UPDATE labels SET category_id = NULL, version = 0");
        uses.execute(
                "INSERT INTO category_searches VALUES ('%s', NULL, 'title', 'prefix', 'CAT')"
                        .formatted(organization));
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
}
