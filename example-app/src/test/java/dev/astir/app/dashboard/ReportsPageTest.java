package dev.astir.app.dashboard;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Clock;
import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.SelectOption;
import dev.astir.app.TestApp;
import dev.astir.app.TestApp.Person;
import dev.astir.app.teams.TestTeams;
import dev.astir.testing.browser.Chromium;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** When people work, on what, and how the score is made. */
class ReportsPageTest extends PageTest {

    private static final Instant NINE = Instant.parse("2026-11-26T08:00:00Z");

    private final Office office = new Office(app(), admin);

    @BeforeEach
    void thatAfternoon() {
        screen.page().clock().install(new Clock.InstallOptions().setTime(Date.from(Office.NOW)));
    }

    @Test
    void looks() {
        LocalDate first = Office.TODAY.minusWeeks(12);
        office.works(office.add("Alice Moreau", "Europe/Paris"), "Europe/Paris", first, 1);
        office.works(office.add("Bob Okafor", "Africa/Lagos"), "Africa/Lagos", first, 2);
        office.works(office.add("Ines Costa", "America/Sao_Paulo"), "America/Sao_Paulo", first, 5);
        screen.signIn(admin.email());
        screen.page().navigate("/reports");
        assertThat(screen.find(".score .figure")).containsText("9");
        assertThat(screen.find("astir-chart .line")).isVisible();
        new Looks(screen).checkWhole("reports");

        screen.page().click("text=As tables");
        assertThat(screen.find("astir-chart table.values").first()).isVisible();
        screen.wholeScreenshot("reports-tables-1280-light");
        screen.page().click("text=Charts");
        screen.page().click(".segments >> text=Month");
        assertThat(screen.find("astir-chart").first()).containsText("average of each weekday");
        screen.wholeScreenshot("reports-month-1280-light");
    }

    @Test
    void figuresAreThoseOfThePeriodAndOfTheSameDaysBefore() {
        Person eve = workWeek("Eve Adams");
        screen.signIn(admin.email());
        screen.page().navigate("/reports");

        Locator score = screen.find(".score");
        assertThat(score.locator(".figure")).containsText("80");
        assertThat(score.locator(".figure")).containsText("week before 100");
        assertThat(score.locator(".formula")).containsText("100 × 2h 00m ÷ (2h 00m + 30m)");
        // Two people: the administrator has recorded nothing.
        Locator today = screen.find(".heat tr.current");
        assertThat(today).containsText("Thu");
        assertThat(today.locator("td")).hasText(cells("0 30 30"));
        assertThat(screen.find(".chart .foot"))
                .containsText(
                        "Busiest: Thursday, 9–10, 30 minutes. Friday to Sunday are yet to come.");
        assertThat(screen.find(".key").first()).containsText("week before, 16–19 November 2026");

        screen.find("select[name=whom]").selectOption(new SelectOption().setLabel("Eve Adams"));
        assertThat(today.locator("td")).hasText(cells("0 60 60"));
        screen.page().click("text=As tables");
        Locator usage = chart("By application").locator("table.values tbody tr");
        assertThat(usage)
                .hasText(
                        new Pattern[] {
                            Pattern.compile("vim\\s*1h 30m\\s*1h 00m"),
                            Pattern.compile("Firefox\\s*30m\\s*0m")
                        });
        assertThat(chart("By category").locator("tbody tr").first())
                .hasText(Pattern.compile("Development\\s*1h 30m\\s*1h 00m"));
        assertThat(screen.find(".score table.values")).containsText("75%");
        assertThat(chart("By project").locator("tbody tr")).containsText("No project");
        assertThat(chart("Active hours, 12 weeks").locator("tbody tr")).hasCount(12);
        assertThat(chart("Active hours, 12 weeks").locator("tbody tr").last())
                .containsText("2h 00m");
        assertThat(screen.page())
                .hasURL(Pattern.compile("/reports\\?person=%s&as=tables$".formatted(eve.userId())));
    }

    @Test
    void whatIsShownCanBeTakenAsFiles() {
        Person eve = workWeek("Eve Adams");
        screen.signIn(admin.email());
        screen.page().navigate("/reports?person=" + eve.userId());
        assertThat(screen.find(".score .figure")).containsText("80");
        Download table = screen.page().waitForDownload(() -> download("CSV").click());
        assertThat(table.suggestedFilename()).endsWith(".csv");
        assertThat(table.path()).content().contains("2026-11-26");
        Download page = screen.page().waitForDownload(() -> download("PDF to sign").click());
        assertThat(page.path()).binaryContent().startsWith("%PDF".getBytes(UTF_8));

        screen.page()
                .route(
                        "**/api/reports/user/**",
                        route -> route.fulfill(new Route.FulfillOptions().setStatus(429)));
        download("CSV").click();
        assertThat(screen.find("p.failure")).containsText("Too many");
    }

    private Locator download(String label) {
        return screen.find(".page-head .download", label);
    }

    @Test
    void everyChoiceStandsInTheAddress() {
        Person eve = workWeek("Eve Adams");
        TestTeams.move(admin, eve, TestTeams.create(admin, "Design"));
        screen.signIn(admin.email());
        screen.page().navigate("/reports");
        screen.find("select[name=whom]").selectOption(new SelectOption().setLabel("Design, 1"));
        screen.page().click(".segments >> text=Month");
        screen.page().keyboard().press("[");
        assertThat(screen.find(".page-head")).containsText("October 2026");
        screen.page().reload();
        assertThat(screen.find(".page-head")).containsText("October 2026");
        assertThat(screen.find("select[name=whom] option:checked")).hasText("Design, 1");

        screen.page().keyboard().press("t");
        assertThat(screen.find(".page-head")).containsText("November 2026, to today");
        assertThat(screen.find(".score .formula")).containsText("3h 00m");
        assertThat(screen.find(".heat th", "A day")).isVisible();
        screen.page().keyboard().press("]");
        assertThat(screen.find(".page-head")).containsText("November 2026, to today");

        screen.page().click("text=Dates…");
        screen.find("input[type=date]").first().fill("2026-11-19");
        screen.page().keyboard().press("Enter");
        assertThat(screen.page())
                .hasURL(Pattern.compile("period=dates&from=2026-11-19&to=2026-11-26"));
        assertThat(screen.find(".score .formula")).containsText("3h 00m");

        // Nobody whom the caller sees.
        screen.page().navigate("/reports?person=" + app().registerOrganization().userId());
        assertThat(screen.find(".strip-state")).containsText("not here for you");
        screen.page().click("text=Show everyone");
        assertThat(screen.find(".score .figure")).containsText("80");
    }

    @Test
    void anEmployeeSeesOneself(Chromium chromium) {
        workWeek("Bob Okafor");
        Person eve = workWeek("Eve Adams");
        try (Screen german =
                Screen.open(
                        chromium,
                        app().uri(),
                        Chromium.window(1280, 800, ColorScheme.LIGHT).setLocale("de-DE"))) {
            german.page()
                    .clock()
                    .install(new Clock.InstallOptions().setTime(Date.from(Office.NOW)));
            german.page().navigate("/");
            german.page().fill("#email", eve.email());
            german.page().fill("#password", TestApp.PASSWORD);
            german.page().click("form button");
            assertThat(german.heading()).hasText("Jetzt");
            german.page().keyboard().press("g");
            german.page().keyboard().press("r");
            assertThat(german.heading()).hasText("Berichte");
            assertThat(german.find("nav h2")).hasText("Meins");
            assertThat(german.find(".heat tr.current td")).hasText(cells("0 60 60", "2 h 00"));
            assertThat(german.find("select")).hasCount(0);
            german.wholeScreenshot("reports-own-german-1280-light");
            german.assertNoSidewaysScrolling();

            german.page().navigate("/reports?person=" + admin.userId());
            assertThat(german.find(".heat tr.current td")).hasText(cells("0 60 60", "2 h 00"));
        }
        assertThat(eve.api().get("/api/reports/hours?userId=" + admin.userId()).status())
                .isEqualTo(404);
    }

    @Test
    void whereNothingIsRecordedOneIsToldWhatToDo() {
        screen.signIn(admin.email());
        screen.page().navigate("/reports");
        assertThat(screen.find(".empty-state")).containsText("Nothing recorded in this period");
        assertThat(screen.find(".empty-state a")).hasAttribute("href", "/admin/computers");
        screen.assertAccessible();
        screen.wholeScreenshot("reports-empty-1280-light");
    }

    @Test
    void onAMondayOneDayIsComparedWithOne() {
        screen.page().clock().setSystemTime("2026-11-23T10:00:00Z");
        screen.signIn(admin.email());
        screen.page().navigate("/reports");
        assertThat(screen.find(".key").first())
                .containsText("same day of the week before, 16 November 2026");
        screen.page().click(".page > footer a");
        assertThat(screen.heading()).hasText("Insights");
    }

    @Test
    void thatAPanelLoadsIsSaidToScreenReadersAlone() {
        workWeek("Eve Adams");
        screen.page().route("**/api/reports/usage?*", route -> {});
        screen.signIn(admin.email());
        screen.page().navigate("/reports");
        Locator said = screen.find(".reports .row .panel-state > [role=status]").first();
        assertThat(said).hasText("Loading…");
        assertThat(said).hasCSS("display", "block");
        assertThat(said).hasCSS("width", "1px");
        screen.wholeScreenshot("reports-loading-1280-light");
    }

    @Test
    void onePanelThatFailsLeavesTheOthers() {
        workWeek("Eve Adams");
        // It is not tried again by itself, so that the button stays for whoever presses it.
        screen.page()
                .route(
                        "**/api/reports/usage?*",
                        route -> route.fulfill(new Route.FulfillOptions().setStatus(400)));
        screen.signIn(admin.email());
        screen.page().navigate("/reports");
        assertThat(screen.find("astir-problem h3"))
                .hasText("What time went on could not be loaded");
        assertThat(screen.find(".score .figure")).containsText("80");
        screen.assertAccessible();
        screen.page().unroute("**/api/reports/usage?*");
        screen.page().click("astir-problem button");
        assertThat(chart("By application")).containsText("vim");
    }

    /** Two hours and a half on Thursday, an hour on the Thursday before. */
    private Person workWeek(String name) {
        Person person = office.add(name, "Europe/Berlin");
        Instant before = NINE.minusSeconds(7 * 86_400);
        office.store(
                person,
                List.of(
                        Office.active(before, before.plusSeconds(3_600), "vim"),
                        Office.active(NINE, NINE.plusSeconds(5_400), "vim"),
                        Office.active(NINE.plusSeconds(5_400), NINE.plusSeconds(7_200), "Firefox"),
                        Office.idle(NINE.plusSeconds(7_200), NINE.plusSeconds(9_000))));
        return person;
    }

    /** The cells of Thursday from 8 to 17, of which the last have not come yet, and their sum. */
    private static String[] cells(String first) {
        return cells(first, "2h 00m");
    }

    private static String[] cells(String first, String sum) {
        String[] row = new String[11];
        Arrays.fill(row, "");
        String[] known = first.split(" ");
        System.arraycopy(known, 0, row, 0, 3);
        row[10] = sum;
        return row;
    }

    private Locator chart(String heading) {
        return screen.find("figure[aria-label='%s']".formatted(heading));
    }
}
