package dev.astir.app.dashboard;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Clock;
import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.SelectOption;
import dev.astir.app.TestApp;
import dev.astir.app.TestApp.Person;
import dev.astir.app.identity.Role;
import dev.astir.app.teams.TestTeams;
import dev.astir.testing.browser.Chromium;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Everybody's day in a line. */
class TeamPageTest extends PageTest {

    private final Office office = new Office(app(), admin);

    @BeforeEach
    void thatAfternoon() {
        screen.page().clock().install(new Clock.InstallOptions().setTime(Date.from(Office.NOW)));
    }

    @Test
    void looks() {
        UUID platform = TestTeams.create(admin, "Platform");
        UUID design = TestTeams.create(admin, "Design");
        LocalDate monday = Office.TODAY.minusDays(3);
        List<String> people =
                List.of(
                        "Ada Lindqvist, Europe/Stockholm, active, Terminal, 22",
                        "Alice Moreau, Europe/Paris, active, IntelliJ IDEA, 38",
                        "Bob Okafor, Africa/Lagos, active, Firefox, 4",
                        "Chiyo Tanaka, Asia/Tokyo, , , 0",
                        "Diego Álvarez, America/Mexico_City, active, IntelliJ IDEA, 11",
                        "Elif Yıldız, Europe/Istanbul, , , 0",
                        "Farah Haddad, Asia/Beirut, idle, , 12",
                        "Grace O''Neill, Europe/Dublin, paused, , 27",
                        "Hugo Lefèvre, Europe/Brussels, active, Firefox, 62",
                        "Ines Costa, America/Sao_Paulo, active, Figma, 46",
                        "Jonas Keller, Europe/Berlin, active, Visual Studio Code, 7");
        String project =
                admin.api()
                        .post("/api/projects", Map.of("name", "Astir core"))
                        .expect(201)
                        .json()
                        .get("id")
                        .asText();
        int seed = 0;
        for (String line : people) {
            String[] each = line.split(", *", -1);
            Person person = office.add(each[0].replace("''", "'"), each[1]);
            TestTeams.move(admin, person, seed % 3 == 0 ? design : platform);
            office.works(person, each[1], monday, ++seed);
            if (!each[2].isEmpty()) {
                office.isAt(
                        person,
                        each[2],
                        each[3].isEmpty() ? null : each[3],
                        "Firefox".equals(each[3]) ? "zammad.com" : null,
                        Integer.parseInt(each[4]));
            }
            if (seed == 2 || seed == 11) {
                person.api().post("/api/sessions/start", Map.of("projectId", project)).expect(201);
            }
        }
        screen.signIn(admin.email());
        screen.page().navigate("/team");
        assertThat(screen.find("astir-table [data-row]")).hasCount(12);
        assertThat(screen.find("[data-row]", "Alice Moreau")).containsText("Astir core");
        new Looks(screen).checkWhole("team");

        screen.page().click(".segments >> text=Week");
        assertThat(screen.find("[data-row]", "Alice Moreau")).containsText("Mon 23 – today");
        screen.wholeScreenshot("team-week-1280-light");
    }

    @Test
    void figuresAreOfEachPersonsOwnDay() {
        Person eve = office.add("Eve Adams", "Europe/Berlin");
        Person chiyo = office.add("Chiyo Tanaka", "Asia/Tokyo");
        Instant nine = Instant.parse("2026-11-26T08:00:00Z");
        office.store(
                eve,
                List.of(
                        Office.active(nine, nine.plusSeconds(3_600), "vim"),
                        Office.idle(nine.plusSeconds(3_600), nine.plusSeconds(4_500)),
                        Office.active(nine.plusSeconds(4_500), nine.plusSeconds(6_300), "vim")));
        // Thursday in Tokyo, where it is Friday now.
        office.store(chiyo, List.of(Office.active(nine, nine.plusSeconds(3_600), "vim")));
        screen.signIn(admin.email());
        screen.page().navigate("/team");

        assertThat(cells("Eve Adams"))
                .containsText(
                        new String[] {"Eve Adams", "09:00 – 10:45", "Offline", "1h 30m", "15m"});
        assertThat(cells("Chiyo Tanaka"))
                .containsText(new String[] {"00:42 Tokyo", "–", "Offline", "–", "–"});
        assertThat(screen.find("astir-team-page footer"))
                .containsText("3 people: 1h 30m active, 15m idle.");

        screen.page().keyboard().press("[");
        assertThat(screen.page()).hasURL(Pattern.compile("/team\\?date=2026-11-25$"));
        assertThat(cells("Eve Adams")).containsText(new String[] {"Eve Adams", "–", "–", "–"});
        screen.page().keyboard().press("t");
        screen.page().click(".segments >> text=Week");
        assertThat(screen.page()).hasURL(Pattern.compile("/team\\?period=week$"));
        assertThat(cells("Chiyo Tanaka").nth(3)).hasText("1h 00m");
        assertThat(cells("Chiyo Tanaka").nth(1)).hasText("Thu 26");
    }

    @Test
    void aWeekSaysHowFarTimesheetsAre(Chromium chromium) {
        Person eve = office.add("Eve Adams", "Europe/Berlin");
        Instant nine = Instant.parse("2026-11-16T08:00:00Z");
        office.store(eve, List.of(Office.active(nine, nine.plusSeconds(3_600), "vim")));
        eve.api()
                .post("/api/timesheets/%s/2026-11-16/submit".formatted(eve.userId()), Map.of())
                .expect(200);
        try (Screen british =
                Screen.open(
                        chromium,
                        app().uri(),
                        Chromium.window(1280, 800, ColorScheme.LIGHT).setLocale("en-GB"))) {
            british.page()
                    .clock()
                    .install(new Clock.InstallOptions().setTime(Date.from(Office.NOW)));
            british.signIn(admin.email());
            british.page().navigate("/team?period=week&date=2026-11-16");
            Locator sheet = british.find("[data-row]", "Eve Adams").locator(".sheet");
            assertThat(sheet).hasText("Submitted");
            assertThat(british.find("[data-row]", "Ada Admin").locator(".sheet")).hasText("Draft");
            british.assertAccessible();
            british.screenshot("team-week-timesheets-1280-light");
            sheet.click();
            assertThat(british.page())
                    .hasURL(
                            Pattern.compile(
                                    "/my-week\\?person=%s&week=2026-11-16$"
                                            .formatted(eve.userId())));
            assertThat(british.find("main")).containsText("Eve Adams");
        }
    }

    @Test
    void choicesStandInTheAddress() {
        Person eve = office.add("Eve Adams", "Europe/Berlin");
        office.add("Ève Martin", "Europe/Paris");
        UUID design = TestTeams.create(admin, "Design");
        TestTeams.move(admin, eve, design);
        office.isAt(eve, "active", "Figma", null, 5);
        screen.signIn(admin.email());
        screen.page().navigate("/team");
        Locator rows = screen.find("astir-table [data-row]");
        assertThat(rows).hasCount(3);

        screen.page().keyboard().press("/");
        screen.page().keyboard().type("eve");
        assertThat(rows).hasCount(2);
        screen.find("select[aria-label=Team]").selectOption(new SelectOption().setLabel("Design"));
        screen.find("select[name=state]").selectOption("active");
        screen.page().click("th >> text=Active");
        screen.page().reload();
        assertThat(rows).hasCount(1);
        assertThat(rows).containsText("Figma");
        assertThat(screen.find("th[aria-sort=descending]")).hasText("Active");

        screen.find("select[name=state]").selectOption("paused");
        assertThat(screen.find(".strip-state", "No one matches the filters."))
                .containsText("They hide 3 people.");
        screen.page().click("text=Clear filters");
        assertThat(rows).hasCount(3);
        assertThat(screen.find("select[aria-label=Team] option:checked")).hasText("All teams");
        assertThat(screen.find("select[name=state] option:checked")).hasText("Any state");
        assertThat(screen.page()).hasURL(Pattern.compile("/team\\?sort=-active$"));
    }

    @Test
    void followsWhatPeopleDo() {
        Person eve = office.add("Eve Adams", "Europe/Berlin");
        Instant nine = Instant.parse("2026-11-26T08:00:00Z");
        office.store(eve, List.of(Office.active(nine, nine.plusSeconds(3_600), "vim")));
        String project =
                admin.api()
                        .post("/api/projects", Map.of("name", "Northwind"))
                        .expect(201)
                        .json()
                        .get("id")
                        .asText();
        screen.signIn(admin.email());
        screen.page().navigate("/team");
        Locator row = screen.find("[data-row]", "Eve Adams");
        assertThat(row).containsText("09:00 – 10:00");
        try (Desk desk = Desk.enrol(app().uri(), DashboardTest.enrolmentToken(eve))) {
            desk.uses("Figma");
            assertThat(row).containsText("Figma");
            assertThat(row).containsText("09:00 – now");

            // A session tells that there is something new, and which project it is.
            office.store(
                    eve,
                    List.of(
                            Office.active(
                                    nine.plusSeconds(3_600), nine.plusSeconds(7_200), "vim")));
            eve.api().post("/api/sessions/start", Map.of("projectId", project)).expect(201);
            assertThat(row).containsText("Northwind");
            screen.page().clock().fastForward(10_000);
            assertThat(row).containsText("2h 00m");

            // What else is recorded is asked for from time to time.
            office.store(
                    eve,
                    List.of(
                            Office.active(
                                    nine.plusSeconds(7_200), nine.plusSeconds(9_000), "vim")));
            screen.page().clock().fastForward(61_000);
            assertThat(row).containsText("2h 30m");
        }
    }

    @Test
    void aRowLeadsToThePersonsDayOrReport() {
        Person eve = office.add("Eve Adams", "Europe/Berlin");
        screen.signIn(admin.email());
        screen.page().navigate("/team");
        assertThat(screen.find("[data-row]")).hasCount(2);
        assertThat(screen.find("a.who-link", "Eve Adams"))
                .hasAttribute("href", "/my-day?person=%s&date=2026-11-26".formatted(eve.userId()));
        screen.page().keyboard().press("j");
        screen.page().keyboard().press("j");
        screen.page().keyboard().press("Enter");
        assertThat(screen.page())
                .hasURL(
                        Pattern.compile(
                                "/my-day\\?person=%s&date=2026-11-26$".formatted(eve.userId())));

        assertThat(screen.heading()).hasText("Eve Adams");

        screen.page().navigate("/team?period=week");
        screen.find("[data-row]", "Eve Adams").locator(".end").first().click();
        assertThat(screen.heading()).hasText("Reports");
        assertThat(screen.find("select[name=whom] option:checked")).hasText("Eve Adams");
    }

    @Test
    void staysCalmWithTwoHundredPeople() {
        Crowd.arrive(app(), admin, 199);
        screen.signIn(admin.email());
        screen.page().navigate("/team");
        assertThat(screen.find(".page-head")).containsText("200 people");
        assertThat(screen.find("astir-table table")).hasAttribute("aria-rowcount", "201");
        int rendered = screen.find("astir-table [data-row]").count();
        assertThat(rendered).isBetween(10, 60);
        screen.page().keyboard().press("j");
        screen.page().keyboard().press("End");
        assertThat(screen.find("[data-row]:focus")).hasAttribute("aria-rowindex", "201");
        assertThat(screen.find("astir-table [data-row]").count()).isLessThan(60);
        screen.screenshot("team-200-1280-light");
    }

    @Test
    void theListIsAFile() {
        Person eve = office.add("Eve Adams", "Europe/Berlin");
        Instant nine = Instant.parse("2026-11-26T08:00:00Z");
        office.store(eve, List.of(Office.active(nine, nine.plusSeconds(3_600), "vim")));
        screen.signIn(admin.email());
        screen.page().navigate("/team");
        Download file =
                screen.page().waitForDownload(() -> screen.page().click(".page-head .download"));
        assertThat(file.suggestedFilename()).endsWith(".csv");
        assertThat(file.path()).content().contains("Eve Adams", "3600");
    }

    @Test
    void figuresThatDoNotComeAreAskedForAgain() {
        int[] asked = {0};
        // It is not tried again by itself, so that the button stays for whoever presses it.
        screen.page()
                .route(
                        "**/api/reports/team?*",
                        route -> {
                            if (asked[0]++ == 0) {
                                route.fulfill(new Route.FulfillOptions().setStatus(400));
                            } else {
                                route.resume();
                            }
                        });
        screen.signIn(admin.email());
        screen.page().navigate("/team");
        assertThat(screen.find("astir-problem h3")).hasText("The team could not be loaded");
        screen.assertAccessible();
        screen.page().click("astir-problem button");
        assertThat(screen.find("[data-row]")).hasCount(1);
    }

    @Test
    void saysWhatIsStillBeingComputed() {
        boolean[] isComplete = {false};
        screen.page()
                .route(
                        "**/api/reports/team?*",
                        route -> {
                            String answer = route.fetch().text();
                            route.fulfill(
                                    new Route.FulfillOptions()
                                            .setContentType("application/json")
                                            .setBody(
                                                    answer.replace(
                                                            "\"isComplete\":true",
                                                            "\"isComplete\":" + isComplete[0])));
                        });
        screen.signIn(admin.email());
        screen.page().navigate("/team");
        assertThat(screen.find(".strip-state")).containsText("still being computed");
        isComplete[0] = true;
        screen.page().clock().fastForward(5_100);
        assertThat(screen.find(".strip-state")).hasCount(0);
    }

    @Test
    void isForManagersInTheirLanguage(Chromium chromium) {
        Person eve = office.add("Eve Adams", "Europe/Berlin");
        office.works(eve, "Europe/Berlin", Office.TODAY, 3);
        office.isAt(eve, "paused", null, null, 12);
        screen.signIn(eve.email());
        screen.page().navigate("/team");
        assertThat(screen.heading()).hasText("Not here");
        assertThat(screen.find("nav a[href='/team']")).hasCount(0);

        Person manager = app().addUser(admin, Role.MANAGER, "Mara Manager");
        try (Screen german =
                Screen.open(
                        chromium,
                        app().uri(),
                        Chromium.window(1280, 800, ColorScheme.LIGHT).setLocale("de-DE"))) {
            german.page()
                    .clock()
                    .install(new Clock.InstallOptions().setTime(Date.from(Office.NOW)));
            german.page().navigate("/");
            german.page().fill("#email", manager.email());
            german.page().fill("#password", TestApp.PASSWORD);
            german.page().click("form button");
            assertThat(german.heading()).hasText("Jetzt");
            german.page().navigate("/team");
            assertThat(german.find("[data-row]", "Eve Adams")).containsText("Eigene Pause");
            german.screenshot("team-german-1280-light");
            german.assertNoSidewaysScrolling();
        }
    }

    private Locator cells(String name) {
        return screen.find("[data-row]", name).locator(".cell");
    }
}
