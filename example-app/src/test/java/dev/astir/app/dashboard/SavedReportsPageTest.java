package dev.astir.app.dashboard;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.SelectOption;
import dev.astir.app.TestApp;
import dev.astir.app.TestApp.Person;
import dev.astir.app.identity.Role;
import dev.astir.app.mail.MailServer;
import dev.astir.app.teams.TestTeams;
import dev.astir.testing.browser.Chromium;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Reports that are saved under a name, on the page, with a real mail server behind it. */
@ExtendWith(SharedBrowser.class)
class SavedReportsPageTest {

    private static MailServer server;
    private static TestApp app;

    private Person admin;
    private Person tess;
    private UUID red;
    private Screen screen;

    @BeforeAll
    static void start() {
        server = MailServer.start(false);
        app =
                TestApp.start(
                        Map.of(
                                "ASTIR_SMTP_URL",
                                "smtp://127.0.0.1:%d?from=astir@example.org"
                                        .formatted(server.port())));
    }

    @AfterAll
    static void stop() throws IOException {
        app.close();
        server.stop();
    }

    @BeforeEach
    void openWindow(Chromium chromium) {
        admin = app.registerOrganization();
        tess = app.addUser(admin, Role.MANAGER, "Tess Marsh");
        Person mia = app.addUser(admin, Role.EMPLOYEE, "Mia Ferrari");
        app.addUser(admin, Role.EMPLOYEE, "Bob Okafor");
        red = TestTeams.create(admin, "Red", tess);
        TestTeams.move(admin, mia, red);
        screen = Screen.open(chromium, app.uri());
    }

    @AfterEach
    void closeWindow() {
        screen.close();
    }

    @Test
    void whatIsShownIsSavedWithItsMailAndOpenedAgain() {
        screen.signIn(admin.email());
        screen.page().navigate("/reports?period=month&team=" + red);
        assertThat(screen.find(".saved")).containsText("Nothing saved yet");

        screen.find(".page-head button", "Save…").click();
        Locator sheet = screen.find(".save-report");
        assertThat(sheet.locator("#saved-name")).isFocused();
        assertThat(sheet.locator("#saved-whom option:checked")).hasText("Red");
        assertThat(sheet.locator("#saved-kind option:checked")).hasText("People");
        assertThat(sheet.locator("#saved-period option:checked")).hasText("this month");
        screen.page().keyboard().press("Enter");
        assertThat(sheet.locator("#saved-name-wrong")).isVisible();
        screen.page().keyboard().type("Red’s month");
        sheet.locator("#saved-period").selectOption("last-month");
        sheet.locator("#saved-mailed").check();
        sheet.locator("#saved-every").selectOption("month");
        sheet.locator("#saved-day").selectOption("31");
        sheet.locator("#saved-at").fill("18:30");
        sheet.locator("#saved-format").selectOption("csv");
        sheet.locator("label", having("Tess Marsh")).click();
        screen.assertAccessible();
        screen.screenshot("reports-saved-form-1280-light");
        sheet.locator("button", having("Save")).click();

        Locator saved = screen.find(".saved li");
        assertThat(saved.locator("a")).isFocused();
        assertThat(saved).containsText("People · Red · last month");
        assertThat(saved)
                .containsText(
                        Pattern.compile(
                                "Mailed every month on the 31\\. at 18:30 as CSV to Ada Admin and Tess"
                                        + " Marsh · next \\S+"));

        screen.page().navigate("/reports");
        assertThat(screen.find("select[name=whom] option:checked")).hasText("Everyone, 4");
        saved.locator("a").click();
        assertThat(screen.find("select[name=whom] option:checked")).hasText("Red, 1");
        assertThat(screen.page())
                .hasURL(Pattern.compile("/reports\\?period=month&from=[\\d-]+&team=" + red + "$"));
        String id =
                app.signIn(admin.email())
                        .api()
                        .get("/api/reports/saved")
                        .json()
                        .at("/items/0/id")
                        .asText();
        screen.page().navigate("/reports?saved=" + id);
        assertThat(screen.page())
                .hasURL(Pattern.compile("period=month&from=[\\d-]+&team=" + red + "$"));
    }

    @Test
    void itsOwnerChangesSendsAndDeletesIt() {
        save(admin, "Everybody’s week", List.of(admin, tess));
        screen.signIn(admin.email());
        screen.page().navigate("/reports");

        screen.find(".saved button", "Mail to me").click();
        assertThat(screen.find(".toast")).containsText("It goes to " + admin.email());
        await().until(() -> server.getReceivedMessagesForDomain(admin.email()).length == 1);

        screen.find(".saved button", "Edit").click();
        Locator sheet = screen.find(".save-report");
        assertThat(sheet.locator("h2")).hasText("Change “Everybody’s week”");
        assertThat(sheet.locator("#saved-at")).hasValue("07:00");
        assertThat(sheet.locator("#saved-weekday option:checked")).hasText("Monday");
        assertThat(sheet.locator("fieldset input:checked")).hasCount(2);
        sheet.locator("#saved-mailed").uncheck();
        sheet.locator("label", having("Ada Admin")).click();
        sheet.locator("button", having("Save")).click();
        assertThat(screen.find(".saved li")).containsText("Shared with Tess Marsh");
        assertThat(screen.find(".saved li")).not().containsText("Mailed");

        screen.find(".saved button", "Delete").click();
        assertThat(screen.find(".question")).containsText("1 person gets it no more.");
        screen.find(".question button", "Delete it").click();
        assertThat(screen.find(".saved")).containsText("Nothing saved yet");
        assertThat(screen.find("#saved-title")).isFocused();
    }

    @Test
    void whoGetsItMayLeaveItAndAnEmployeeSavesTheirOwn() {
        save(admin, "Everybody’s week", List.of(admin, tess));
        screen.signIn(tess.email());
        screen.page().navigate("/reports");
        assertThat(screen.find(".saved li")).containsText("from Ada Admin");
        assertThat(screen.find(".saved button", "Edit")).hasCount(0);
        screen.find(".saved button", "Leave").click();
        screen.find(".question button", "Leave it").click();
        assertThat(screen.find(".saved")).containsText("Nothing saved yet");

        Person eve = app.addUser(admin, Role.EMPLOYEE, "Eve Adams");
        screen.signIn(eve.email());
        screen.page().navigate("/reports?period=day");
        screen.find(".page-head button", "Save…").click();
        Locator sheet = screen.find(".save-report");
        assertThat(sheet.locator("fieldset")).hasCount(0);
        sheet.locator("#saved-name").fill("My day");
        sheet.locator("#saved-kind").selectOption(new SelectOption().setLabel("Course of a day"));
        assertThat(sheet.locator("#saved-period option"))
                .hasText(new String[] {"today", "yesterday"});
        sheet.locator("#saved-mailed").check();
        sheet.locator("#saved-every").selectOption("day");
        sheet.locator("button", having("Save")).click();
        assertThat(screen.find(".saved li"))
                .containsText("Course of a day · your own time · today");
        assertThat(screen.find(".saved li"))
                .containsText("Mailed every day at 07:00 as PDF to Eve Adams");
    }

    @Test
    void aProjectsViewIsSavedWithItsProject() {
        String project =
                admin.api()
                        .post("/api/projects", Map.of("name", "Northwind"))
                        .expect(201)
                        .json()
                        .get("id")
                        .asText();
        screen.signIn(admin.email());
        screen.page().navigate("/reports?project=" + project);
        screen.find(".page-head button", "Save…").click();
        Locator sheet = screen.find(".save-report");
        assertThat(sheet).containsText("Only what went on the project that is shown.");
        sheet.locator("#saved-name").fill("Who was on Northwind");
        sheet.locator("button", having("Save")).click();
        assertThat(screen.find(".saved li"))
                .containsText("People · everyone you see · this week · Northwind");

        screen.page().navigate("/reports");
        screen.find(".saved li a").click();
        assertThat(screen.find("select[name=project] option:checked")).hasText("Northwind");
    }

    @Test
    void whatWentWrongIsTold() {
        server.refuse(tess.email(), "550 5.1.1 <" + tess.email() + ">: mailbox unknown");
        save(admin, "Everybody’s week", List.of(admin, tess));
        screen.signIn(admin.email());
        screen.page()
                .route(
                        "**/api/reports/saved",
                        route -> {
                            String body = route.fetch().text();
                            route.fulfill(
                                    new Route.FulfillOptions()
                                            .setContentType("application/json")
                                            .setBody(
                                                    body.replace(
                                                            "\"lastError\":null",
                                                            "\"lastError\":\"Your organization asks too"
                                                                    + " much at once.\"")));
                        });
        screen.page().navigate("/reports");
        assertThat(screen.find(".saved .failure")).containsText("Your organization asks too much");
        assertThat(screen.find(".saved li")).containsText("· again ");
        screen.page().unroute("**/api/reports/saved");
        screen.page()
                .route(
                        "**/api/reports/saved/*/send",
                        route -> route.fulfill(new Route.FulfillOptions().setStatus(429)));
        screen.find(".saved button", "Mail to me").click();
        assertThat(screen.find(".saved > .failure")).containsText("Everybody’s week: ");
        screen.assertAccessible();
    }

    /** Where they are many nobody reads the list. */
    @Test
    void whoGetsItIsFoundByName() {
        for (int i = 1; i <= 12; i++) {
            app.addUser(admin, Role.EMPLOYEE, "Person " + i);
        }
        app.addUser(admin, Role.EMPLOYEE, "Zoë Åström");
        screen.signIn(admin.email());
        screen.page().navigate("/reports");
        screen.find(".page-head button", "Save…").click();
        Locator sheet = screen.find(".save-report");
        Locator shown = sheet.locator("fieldset label:visible");
        assertThat(shown).hasCount(17);
        assertThat(shown.first()).containsText("Ada Admin");
        sheet.locator("#saved-name").fill("For Zoë");

        Locator search = sheet.locator("#recipients-search");
        search.fill("zoe a");
        assertThat(shown).hasCount(1);
        shown.click();
        assertThat(sheet.locator("fieldset [role=status]")).hasText("2 chosen");
        search.press("Enter");
        search.fill("nobody");
        assertThat(sheet.locator("fieldset [role=status]")).hasText("Nobody is called “nobody”.");
        screen.assertAccessible();
        search.press("Escape");
        assertThat(search).hasValue("");
        assertThat(shown).hasCount(17);
        screen.screenshot("reports-saved-many-1280-light");
        sheet.locator("button", having("Save")).click();
        assertThat(screen.find(".saved li")).containsText("Shared with Ada Admin and Zoë Åström");
    }

    @Test
    void looks() {
        save(admin, "Everybody’s week", List.of(admin, tess));
        Map<String, Object> usage = new HashMap<>();
        usage.put(
                "name",
                "Where Red’s time went, and a name that takes more than one line on a phone");
        usage.put("report", "usage");
        usage.put("groupBy", "category");
        usage.put("period", "last-30-days");
        usage.put("teamId", red);
        usage.put("recipients", List.of());
        admin.api().post("/api/reports/saved", usage).expect(201);
        tess.api().post("/api/reports/saved", body("Sent by Tess", List.of(admin))).expect(201);
        screen.signIn(admin.email());
        screen.page().navigate("/reports");
        assertThat(screen.find(".saved li")).hasCount(3);
        new Looks(screen).checkWhole("reports-saved");

        for (int width : new int[] {360, 1920}) {
            screen.page().setViewportSize(width, 800);
            for (ColorScheme scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
                screen.page().emulateMedia(new Page.EmulateMediaOptions().setColorScheme(scheme));
                screen.find(".saved button", "Edit").first().click();
                assertThat(screen.find(".save-report")).isVisible();
                screen.assertNoSidewaysScrolling();
                if (width == 360) {
                    screen.assertAccessible();
                }
                screen.screenshot(
                        "reports-saved-form-%d-%s"
                                .formatted(width, scheme.name().toLowerCase(Locale.ROOT)));
                screen.page().keyboard().press("Escape");
                assertThat(screen.find(".save-report")).hasCount(0);
            }
        }
    }

    private static Locator.LocatorOptions having(String text) {
        return new Locator.LocatorOptions().setHasText(text);
    }

    private static void save(Person owner, String name, List<Person> recipients) {
        owner.api().post("/api/reports/saved", body(name, recipients)).expect(201);
    }

    private static Map<String, Object> body(String name, List<Person> recipients) {
        return Map.of(
                "name",
                name,
                "report",
                "team",
                "period",
                "last-week",
                "schedule",
                Map.of("every", "week", "weekday", "monday", "at", "07:00", "format", "pdf"),
                "recipients",
                recipients.stream().map(Person::userId).toList());
    }
}
