package dev.astir.app.dashboard;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Clock;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.ColorScheme;
import dev.astir.app.TestApp;
import dev.astir.app.TestApp.Person;
import dev.astir.app.devices.Device;
import dev.astir.app.timeline.TestSpans;
import dev.astir.testing.browser.Chromium;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Date;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How one's own week went. */
class InsightsPageTest extends PageTest {

    private static final String WEEK = "/insights?week=2026-11-16";

    /** Nine o'clock of a Monday in Berlin. */
    private static final Instant NINE = Instant.parse("2026-11-16T08:00:00Z");

    private final Office office = new Office(app(), admin);

    @BeforeEach
    void thatAfternoon() {
        screen.page().clock().install(new Clock.InstallOptions().setTime(Date.from(Office.NOW)));
    }

    @Test
    void looks(Chromium chromium) {
        Person alice = office.add("Alice Moreau", "Europe/Paris");
        office.works(alice, "Europe/Paris", LocalDate.of(2026, 10, 12), 0);
        screen.signIn(alice.email());
        screen.go("Insights");
        screen.page().navigate(WEEK);
        assertThat(screen.find(".insight")).hasCount(4);
        new Looks(screen).checkWhole("insights");

        Browser.NewContextOptions german =
                Chromium.window(1280, 800, ColorScheme.LIGHT).setLocale("de-DE");
        try (Screen other = Screen.open(chromium, app().uri(), german)) {
            other.page().navigate(WEEK);
            other.page().fill("#email", alice.email());
            other.page().fill("#password", TestApp.PASSWORD);
            other.page().click("form button");
            assertThat(other.find(".insight-focus .formula")).containsText("mindestens 25 Minuten");
            assertThat(other.find(".insight-longest .figure"))
                    .containsText(Pattern.compile("Montag|Dienstag|Mittwoch|Donnerstag|Freitag"));
            other.wholeScreenshot("insights-german-1280-light");
        }
    }

    @Test
    void figuresAreThoseOfTheWeekWithTheirFormulas() {
        worked(0);
        worked(-14);
        screen.signIn(admin.email());
        screen.page().navigate(WEEK);

        assertThat(screen.find(".compared"))
                .hasText(
                        "Each figure stands beside the one week of the four before in which"
                                + " something was recorded.");
        Locator focus = screen.find(".insight-focus");
        assertThat(focus.locator(".figure"))
                .hasText(Pattern.compile("30m\\s+in 1 stretch, longest 30m"));
        assertThat(focus.locator(".before")).hasText("Mean before: 30m in 1 stretch, longest 30m");
        assertThat(focus.locator(".formula")).containsText("at least 25 minutes at one thing");
        assertThat(screen.find(".insight-switches .figure"))
                .hasText(Pattern.compile("1\\.0\\s+1 in 1h 00m"));
        assertThat(screen.find(".insight-longest .figure"))
                .hasText(Pattern.compile("1h 00m\\s+Monday"));
        assertThat(screen.find(".insight-meetings .figure"))
                .hasText(Pattern.compile("30m\\s+in meetings, 30m in focus"));
        assertThat(screen.find(".insight-meetings .formula"))
                .containsText("50% were meetings and 50% focus");
        assertThat(screen.find(".about").last()).containsText("You alone.");

        focus.locator("button", new Locator.LocatorOptions().setHasText("As a table")).click();
        assertThat(focus.locator("table.values tbody tr"))
                .hasText(
                        new Pattern[] {
                            Pattern.compile("wk 43\\s*–"),
                            Pattern.compile("wk 44\\s*–"),
                            Pattern.compile("wk 45\\s*30m"),
                            Pattern.compile("wk 46\\s*–"),
                            Pattern.compile("wk 47\\s*30m")
                        });
    }

    /** Steps by key, the address, and what there is to do where there is nothing. */
    @Test
    void goesFromWeekToWeek() {
        worked(0);
        screen.signIn(admin.email());
        screen.page().navigate("/insights");
        assertThat(screen.find(".empty-state h3")).hasText("Nothing recorded in this week");
        screen.page().click(".empty-state button");
        assertThat(screen.page()).hasURL(Pattern.compile("/insights\\?week=2026-11-16$"));
        assertThat(screen.find(".insight")).hasCount(4);
        assertThat(screen.find(".compared")).containsText("nothing to compare with");
        screen.page().keyboard().press("[");
        assertThat(screen.page()).hasURL(Pattern.compile("week=2026-11-09$"));
        assertThat(screen.find(".empty-state h3")).hasText("Nothing recorded yet");
        assertThat(screen.find(".empty-state a")).hasText("Connect a computer");
        screen.assertAccessible();
        screen.page().keyboard().press("t");
        assertThat(screen.page()).hasURL(Pattern.compile("/insights$"));
    }

    /** Switched on in the settings, agreed to, and then one person at a time. */
    @Test
    void managersLookAtThoseWhoAgreed() {
        Person alice = office.add("Alice Moreau", "Europe/Berlin");
        worked(alice, 0);
        screen.signIn(admin.email());
        screen.page().navigate("/admin/organization");
        screen.find("#insightsForManagers").check();
        screen.page().click("form.settings footer button");
        assertThat(screen.find("dialog"))
                .containsText("Capture or show more: Insights for managers?");
        screen.page().click("dialog button.danger");
        assertThat(screen.find(".toast")).containsText("Saved.");

        screen.page().navigate(WEEK + "&person=" + alice.userId());
        assertThat(screen.find(".strip-state"))
                .containsText("These insights are not here for you.");
        assertThat(screen.find("select[name=person]")).hasCount(0);

        int version = alice.api().get("/api/policy").json().get("version").asInt();
        alice.api().post("/api/policy/acknowledge", Map.of("version", version)).expect(200);
        screen.page().reload();
        assertThat(screen.heading()).hasText("Insights of Alice Moreau");
        assertThat(screen.find(".insight-focus .figure")).containsText("30m");
        assertThat(screen.find(".about").last())
                .containsText("That you looked is written down, and Alice Moreau can read it.");
        assertThat(screen.find("select[name=person] option"))
                .hasText(new String[] {"Your own", "Alice Moreau"});
        new Looks(screen).checkWhole("insights-of-another");
        screen.find("select[name=person]").selectOption("");
        assertThat(screen.heading()).hasText("Insights");
        assertThat(screen.find(".empty-state h3")).hasText("Nothing recorded yet");
        assertThat(screen.find(".about").last()).containsText("you have not agreed to it");

        screen.signIn(alice.email());
        screen.page().navigate(WEEK);
        assertThat(screen.find(".about").last())
                .containsText("You, and managers who see you: you agreed");
        screen.page().click("text=See who looked");
        assertThat(screen.find("astir-me-data")).containsText("insights");
    }

    @Test
    void whatDoesNotComeIsSaidAndAskedForAgain() {
        worked(0);
        int[] asked = {0};
        // It is not tried again by itself, so that the button stays for whoever presses it.
        screen.page()
                .route(
                        "**/api/insights?*",
                        route -> {
                            if (asked[0]++ == 0) {
                                route.fulfill(new Route.FulfillOptions().setStatus(400));
                            } else {
                                route.resume();
                            }
                        });
        screen.signIn(admin.email());
        screen.page().navigate(WEEK);
        assertThat(screen.find("astir-problem h3")).hasText("The insights could not be loaded");
        screen.page().click("astir-problem button");
        assertThat(screen.find(".insight")).hasCount(4);

        // What is known stays where the connection is lost, and says so.
        screen.page().context().setOffline(true);
        screen.page().keyboard().press("[");
        assertThat(screen.find(".panel-state .strip-state")).isVisible();
        assertThat(screen.find(".insight")).hasCount(4);
        screen.page().context().setOffline(false);
        assertThat(screen.find(".empty-state")).isVisible();
    }

    /** Half an hour of development, and as much of a meeting. */
    private void worked(int days) {
        worked(admin, days);
    }

    private static void worked(Person person, int days) {
        Instant at = NINE.plusSeconds(days * 86_400L);
        Device desk = TestSpans.device(person);
        TestSpans.active(desk, at, at.plusSeconds(1_800), "IntelliJ IDEA");
        TestSpans.active(desk, at.plusSeconds(1_800), at.plusSeconds(3_600), "zoom");
    }
}
