package dev.astir.app.dashboard;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.WebSocket;
import com.microsoft.playwright.options.SelectOption;
import dev.astir.app.TestApp.Person;
import dev.astir.app.identity.Role;
import dev.astir.app.teams.TestTeams;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The virtual office. */
class NowTest extends PageTest {

    @Test
    void showsTheSiteOfABrowserAndAPauseAsAPause() {
        Person bob = app().addUser(admin, Role.EMPLOYEE, "Bob Tanaka");
        admin.api().patch("/api/users/" + bob.userId(), Map.of("timeZone", "America/Sao_Paulo"));
        screen.signIn(admin.email());
        try (Desk desk = Desk.enrol(app().uri(), DashboardTest.enrolmentToken(bob))) {
            desk.browses("Firefox", "github.com");
            Locator card = screen.person("Bob Tanaka");
            assertThat(card.locator(".app")).hasText(Pattern.compile("Firefox\\s+github.com"));
            assertThat(card.locator(".place")).containsText("São Paulo");

            desk.pauses();
            assertThat(screen.find(".rows .person", "Bob Tanaka"))
                    .containsText("nothing is recorded");
            assertThat(screen.find("button", "Paused")).containsText("1");
        }
    }

    @Test
    void sinceWhenSomebodyIsAwayIsToldOnTheirOwnClock() {
        ZoneId kolkata = ZoneId.of("Asia/Kolkata"); // half an hour off whoever looks
        Person bob = app().addUser(admin, Role.EMPLOYEE, "Bob Tanaka");
        admin.api().patch("/api/users/" + bob.userId(), Map.of("timeZone", kolkata.getId()));
        screen.signIn(admin.email());
        try (Desk desk = Desk.enrol(app().uri(), DashboardTest.enrolmentToken(bob))) {
            desk.uses("vim");
            assertThat(screen.person("Bob Tanaka").locator(".since")).hasText("just now");
            LocalTime before = LocalTime.now(kolkata).truncatedTo(ChronoUnit.MINUTES);
            desk.isLeft();
            Locator row = screen.find(".rows .person", "Bob Tanaka");
            assertThat(row).containsText("Away since");
            LocalTime after = LocalTime.now(kolkata).truncatedTo(ChronoUnit.MINUTES);
            assertThat(row)
                    .containsText(Pattern.compile("Away since (%s|%s)".formatted(before, after)));
        }
    }

    @Test
    void theTeamsProjectsAndTheOwnSessionShareOneSocket() {
        List<WebSocket> sockets = new CopyOnWriteArrayList<>();
        screen.page().onWebSocket(sockets::add);
        Person bob = app().addUser(admin, Role.EMPLOYEE, "Bob Tanaka");
        String project =
                admin.api()
                        .post("/api/projects", Map.of("name", "Northwind migration"))
                        .expect(201)
                        .json()
                        .get("id")
                        .asText();
        screen.signIn(admin.email());
        try (Desk desk = Desk.enrol(app().uri(), DashboardTest.enrolmentToken(bob))) {
            desk.uses("vim");
            Locator card = screen.person("Bob Tanaka");
            assertThat(card).containsText("vim");

            bob.api().post("/api/sessions/start", Map.of("projectId", project)).expect(201);
            assertThat(card.locator(".project")).containsText("Northwind migration");

            screen.page().click(".session >> text=Start session");
            assertThat(screen.find(".session.on")).isVisible();
            admin.api()
                    .post(
                            "/api/sessions/"
                                    + admin.api()
                                            .get("/api/sessions?userId=" + admin.userId())
                                            .json()
                                            .at("/items/0/id")
                                            .asText()
                                    + "/stop")
                    .expect(200);
            assertThat(screen.find(".session")).containsText("Start session");
            assertThat(card.locator(".project")).isVisible();
        }
        assertThat(sockets).hasSize(1);
    }

    @Test
    void showsHowTheDayHasGoneOfThoseInSight() {
        Crowd.arrive(app(), admin, 11);
        Crowd.work(app(), admin);
        screen.signIn(admin.email());

        assertThat(screen.find(".person .today")).hasCount(12);
        // Of seven hours each has 50 minutes; how many are today's depends on when this runs.
        assertThat(screen.find(".cards .today strong").first())
                .hasText(Pattern.compile("\\d+m|\\dh \\d\\dm"));
        assertThat(screen.person("Ada Admin").locator(".today strong")).hasText("–");
        assertThat(screen.find(".strip-legend")).containsText("idle");
        new Looks(screen).check("now-days");

        Person eve = app().addUser(admin, Role.EMPLOYEE, "Eve Adams");
        screen.page().context().clearCookies();
        screen.signIn(eve.email());
        assertThat(screen.find(".person")).hasCount(13);
        assertThat(screen.find(".today")).hasCount(1);
        assertThat(screen.person("Eve Adams").locator(".today strong")).hasText("–");
    }

    @Test
    void asksForTheDaysOnceAMinuteAndSoonerWhenSomebodySwitches() {
        List<String> asked = new CopyOnWriteArrayList<>();
        screen.page()
                .onRequest(request -> {
                    if (request.url().endsWith("/api/timeline/today")) {
                        asked.add(request.url());
                    }
                });
        screen.page().clock().install();
        screen.signIn(admin.email());
        try (Desk desk = Desk.enrol(app().uri(), DashboardTest.enrolmentToken(admin))) {
            desk.uses("vim");
            assertThat(screen.person("Ada Admin")).containsText("vim");
            assertThat(asked).hasSize(1);
            screen.page().clock().fastForward(29_000);
            desk.uses("emacs");
            assertThat(screen.person("Ada Admin")).containsText("emacs");
            assertThat(asked).hasSize(1);

            screen.page()
                    .waitForResponse(
                            "**/api/timeline/today",
                            () -> screen.page().clock().fastForward(2_000));
            assertThat(asked).hasSize(2);
            screen.page()
                    .waitForResponse(
                            "**/api/timeline/today",
                            () -> screen.page().clock().fastForward(61_000));
            assertThat(asked).hasSize(3);
        }
    }

    @Test
    void filtersStandInTheAddress() {
        Crowd.arrive(app(), admin, 20);
        screen.signIn(admin.email());
        assertThat(screen.find(".person")).hasCount(21);

        screen.page().keyboard().press("/");
        screen.page().keyboard().type("slack");
        assertThat(screen.find(".person")).hasCount(2);
        screen.page().click(".segments >> text=Active");
        screen.page().reload();

        assertThat(screen.find("input[type=search]")).hasValue("slack");
        assertThat(screen.find(".person")).hasCount(2);
        assertThat(screen.find("[aria-pressed=true]", "Active")).isVisible();

        screen.page().click(".segments >> text=Paused");
        assertThat(screen.find(".person")).hasCount(0);
        screen.page().click("text=Clear filters");
        assertThat(screen.find(".person")).hasCount(21);
    }

    @Test
    void showsTeamsAndFollowsTheirChanges() {
        Person bob = app().addUser(admin, Role.EMPLOYEE, "Bob Tanaka");
        Person eve = app().addUser(admin, Role.EMPLOYEE, "Eve Adams");
        screen.signIn(admin.email());
        screen.page().navigate("/now?view=dense");
        try (Desk desk = Desk.enrol(app().uri(), DashboardTest.enrolmentToken(bob))) {
            desk.uses("vim");
            assertThat(screen.find(".dense")).hasCount(1);
            UUID support = TestTeams.create(admin, "Support");
            TestTeams.move(admin, bob, support);
            UUID design = TestTeams.create(admin, "Design");
            TestTeams.move(admin, eve, design);

            assertThat(screen.find(".dense h2 > span:first-child"))
                    .hasText(new String[] {"Design", "Support", "No team"});
            assertThat(screen.find(".dense", "Support").locator("header")).containsText("1 active");
            screen.wholeScreenshot("now-teams");

            TestTeams.manage(admin, support, "Customer support");
            assertThat(screen.find(".dense h2 > span:first-child").first())
                    .hasText("Customer support");
            screen.find(".filters select")
                    .selectOption(new SelectOption().setLabel("Customer support"));
            assertThat(screen.find(".person")).hasCount(1);
            assertThat(screen.person("Bob Tanaka")).isVisible();
            screen.assertAccessible();

            // What was chosen is gone, and hides nobody.
            admin.api().delete("/api/teams/" + support).expect(204);
            assertThat(screen.find(".dense h2 > span:first-child"))
                    .hasText(new String[] {"Design", "No team"});
        }
    }

    @Test
    void staysCalmWithTwoHundredPeople() {
        Crowd.arrive(app(), admin, 199);
        screen.signIn(admin.email());

        assertThat(screen.find(".dense .person")).hasCount(179);
        assertThat(screen.find(".dense .today")).hasCount(0);
        assertThat(screen.find(".dense button")).hasText("21 offline");
        assertThat(screen.find(".segments button").first()).hasText(Pattern.compile("All\\s+200"));
        // Four columns of rows of 26 px.
        assertThat(pixels(screen.find(".dense .person"), "offsetHeight")).containsOnly(26);
        assertThat(pixels(screen.find(".dense .person"), "offsetLeft").stream().distinct())
                .hasSize(4);
        screen.screenshot("now-200-1280-light");
        screen.assertAccessible();
        screen.assertNoSidewaysScrolling();

        screen.page().click(".dense button");
        assertThat(screen.find(".dense .person")).hasCount(200);

        screen.page().click("text=Cards");
        assertThat(screen.find(".cards .person")).hasCount(139);
        screen.page().reload();
        assertThat(screen.find(".cards .person")).hasCount(139);
    }

    @Test
    void nothingJumpsAwayFromUnderThePointer() {
        Person bob = app().addUser(admin, Role.EMPLOYEE, "Bob Tanaka");
        screen.signIn(admin.email());
        try (Desk first = Desk.enrol(app().uri(), DashboardTest.enrolmentToken(admin));
                Desk second = Desk.enrol(app().uri(), DashboardTest.enrolmentToken(bob))) {
            first.uses("vim");
            second.uses("vim");
            assertThat(screen.find(".cards .person")).hasCount(2);

            screen.person("Bob Tanaka").hover();
            first.isLeft();
            assertThat(screen.find(".cards .person", "Ada Admin")).containsText("Away since");
            assertThat(screen.find(".cards .person")).hasCount(2);

            screen.heading().hover();
            assertThat(screen.find(".cards .person")).hasCount(1);
            assertThat(screen.find(".rows .person", "Ada Admin")).isVisible();
        }
    }

    @Test
    void aPointerThatOnlyLiesThereHoldsNobody() {
        screen.page().clock().install();
        screen.signIn(admin.email());
        try (Desk desk = Desk.enrol(app().uri(), DashboardTest.enrolmentToken(admin))) {
            desk.uses("vim");
            screen.person("Ada Admin").hover();
            desk.isLeft();
            assertThat(screen.find(".cards .person", "Ada Admin")).containsText("Away since");

            screen.page().clock().fastForward(11_000);

            assertThat(screen.find(".rows .person", "Ada Admin")).isVisible();
        }
    }

    @Test
    void theFocusGoesAlongWithWhoeverMoves() {
        screen.page().clock().install();
        screen.signIn(admin.email());
        try (Desk desk = Desk.enrol(app().uri(), DashboardTest.enrolmentToken(admin))) {
            desk.uses("vim");
            assertThat(screen.find(".cards .person")).hasCount(1);
            screen.page().keyboard().press("j");
            desk.isLeft();
            assertThat(screen.find(".cards .person:focus")).containsText("Away since");

            screen.page().clock().fastForward(11_000);

            assertThat(screen.find(".rows .person:focus")).containsText("Ada Admin");
        }
    }

    @Test
    void peopleAreOneTabStopWithArrowKeysInside() {
        Crowd.arrive(app(), admin, 20);
        screen.signIn(admin.email());
        Locator cards = screen.find(".cards .person");
        assertThat(cards).hasCount(14);
        assertThat(screen.find(".person[tabindex='0']")).hasCount(1);

        screen.page().keyboard().press("j");
        assertThat(cards.nth(0)).isFocused();
        screen.page().keyboard().press("j");
        assertThat(cards.nth(1)).isFocused();
        screen.page().keyboard().press("ArrowDown");
        assertThat(cards.nth(4)).isFocused();
        screen.page().keyboard().press("ArrowLeft");
        assertThat(cards.nth(3)).isFocused();
        screen.page().keyboard().press("k");
        assertThat(cards.nth(2)).isFocused();
        screen.page().keyboard().press("End");
        assertThat(screen.find(".person").last()).isFocused();
        screen.page().keyboard().press("Home");
        assertThat(cards.nth(0)).isFocused();
        assertThat(screen.find(".person[tabindex='0']")).hasCount(1);
    }

    /** What the browser says of each: a whole number of pixels. */
    private static List<Integer> pixels(Locator people, String property) {
        return ((List<?>) people.evaluateAll("(all, name) => all.map(one => one[name])", property))
                .stream().map(Integer.class::cast).toList();
    }
}
