package dev.astir.app.dashboard;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Clock;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.ColorScheme;
import dev.astir.app.TestApp;
import dev.astir.app.TestApp.Person;
import dev.astir.app.identity.Role;
import dev.astir.app.timeline.TestSpans;
import dev.astir.testing.browser.Chromium;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Weeks are approved and returned from the rows of the team, one and several at once. */
class TeamWeeksTest extends PageTest {

    private static final String MONDAY = "2026-11-16";
    private static final Instant NINE = Instant.parse("2026-11-16T08:00:00Z");

    private final Office office = new Office(app(), admin);
    private final Person alice = office.add("Alice Moreau", "Europe/Berlin");
    private final Person bob = office.add("Bob Okafor", "Europe/Berlin");
    private final Person eve = office.add("Eve Adams", "Europe/Berlin");
    private Screen british;

    /** Where weeks begin on Monday. */
    @BeforeEach
    void thatAfternoon(Chromium chromium) {
        british =
                Screen.open(
                        chromium,
                        app().uri(),
                        Chromium.window(1280, 800, ColorScheme.LIGHT).setLocale("en-GB"));
        british.page().clock().install(new Clock.InstallOptions().setTime(Date.from(Office.NOW)));
        int hours = 0;
        for (Person person : List.of(alice, bob, eve)) {
            office.store(
                    person,
                    List.of(Office.active(NINE, NINE.plusSeconds(++hours * 3_600L), "vim")));
            step(person, person, "submit");
        }
    }

    @AfterEach
    void close() {
        british.close();
    }

    @Test
    void severalAreApprovedAtOnceAndAreNamedBefore() {
        open();
        assertThat(rows()).hasCount(4);
        // One's own week is nobody's to select.
        assertThat(british.find("tbody .choice input")).hasCount(3);
        assertThat(british.find(".selection")).hasCount(0);
        british.find("thead .choice input").check();
        Locator bar = british.find(".selection");
        assertThat(bar).containsText("3 weeks selected");
        british.find("[data-row] input[aria-label='Select Bob Okafor']").uncheck();
        assertThat(bar).containsText("2 weeks selected");
        new Looks(british).check("team-week-selected");

        bar.getByText("Approve 2 weeks…").click();
        Locator dialog = british.find(".decision");
        assertThat(dialog.locator("h2")).hasText("Approve 2 weeks?");
        assertThat(dialog.locator("li"))
                .hasText(
                        new Pattern[] {
                            Pattern.compile("Alice Moreau\\s*1h 00m"),
                            Pattern.compile("Eve Adams\\s*3h 00m")
                        });
        new Looks(british).check("team-week-approve");
        dialog.getByText("Approve 2 weeks", exactly()).click();
        assertThat(british.find(".undo-bar")).containsText("2 weeks are approved.");
        assertThat(sheet("Alice Moreau")).hasText("Approved");
        assertThat(sheet("Eve Adams")).hasText("Approved");
        assertThat(sheet("Bob Okafor")).hasText("Submitted");
        assertThat(british.find(".selection")).hasCount(0);
        assertThat(state(alice)).isEqualTo("approved");
        assertThat(state(eve)).isEqualTo("approved");
        assertThat(state(bob)).isEqualTo("submitted");
    }

    @Test
    void whatFailsIsToldByNameAndLeavesTheRest() {
        open();
        british.find("thead .choice input").check();
        // Bob is faster.
        british.page()
                .route(
                        "**/api/timesheets/%s/%s/approve".formatted(bob.userId(), MONDAY),
                        route -> {
                            step(bob, bob, "withdraw");
                            route.resume();
                        });
        british.find(".selection").getByText("Approve 3 weeks…").click();
        british.find(".decision").getByText("Approve 3 weeks", exactly()).click();
        Locator outcome = british.find(".decision");
        assertThat(outcome.locator("h2")).hasText("2 of 3 weeks approved");
        assertThat(outcome.locator("[role=alert] li")).hasCount(1);
        assertThat(outcome.locator("[role=alert] li"))
                .hasText(Pattern.compile("Bob Okafor: .*this one is draft.*"));
        british.screenshot("team-week-partly-1280-light");
        british.assertAccessible();
        outcome.getByText("Close").click();
        assertThat(sheet("Alice Moreau")).hasText("Approved");
        assertThat(sheet("Bob Okafor")).hasText("Draft");
        assertThat(british.find(".selection")).hasCount(0);
        assertThat(state(eve)).isEqualTo("approved");
        assertThat(state(bob)).isEqualTo("draft");
    }

    @Test
    void oneIsReturnedFromItsRowWithAReason() {
        open();
        Locator row = row("Bob Okafor");
        row.locator("astir-menu button").first().press("Enter");
        row.getByText("Return…").click();
        Locator dialog = british.find(".decision");
        assertThat(dialog.locator("h2")).hasText("Return the week of Bob Okafor?");
        dialog.locator("footer button.primary").click();
        assertThat(dialog.locator("textarea")).hasAttribute("aria-invalid", "true");
        assertThat(dialog.locator("textarea")).isFocused();
        dialog.locator("textarea").fill("Tuesday is missing");
        new Looks(british).check("team-week-return");
        dialog.locator("footer button.primary").click();
        assertThat(british.find(".undo-bar")).containsText("The week of Bob Okafor is returned.");
        assertThat(sheet("Bob Okafor")).hasText("Returned");
        assertThat(week(bob).get("reason").asText()).isEqualTo("Tuesday is missing");
        assertThat(row("Bob Okafor").locator("astir-menu")).hasCount(0);

        // By keys: Space selects a row, Escape leaves everything as it is.
        british.page().keyboard().press("j");
        british.page().keyboard().press("Home");
        british.page().keyboard().press("ArrowDown");
        british.page().keyboard().press(" ");
        assertThat(british.find(".selection")).containsText("1 week selected");
        british.find(".selection").getByText("Approve 1 week…").press("Enter");
        assertThat(british.find(".decision h2")).hasText("Approve the week of Alice Moreau?");
        british.page().keyboard().press("Escape");
        assertThat(british.find(".decision")).hasCount(0);
        assertThat(state(alice)).isEqualTo("submitted");
    }

    @Test
    void aWeekThatIsSentMeanwhileIsThere() {
        step(bob, bob, "withdraw");
        AtomicBoolean isHeard = new AtomicBoolean();
        british.page()
                .onWebSocket(socket ->
                        socket.onFrameReceived(frame ->
                                isHeard.compareAndSet(
                                        false, frame.text().contains("timesheet.submitted"))));
        open();
        assertThat(british.find(".connection")).hasText("Live");
        assertThat(sheet("Bob Okafor")).hasText("Draft");
        step(bob, bob, "submit");
        british.page().waitForCondition(isHeard::get);
        british.page().clock().fastForward(10_100);
        assertThat(sheet("Bob Okafor")).hasText("Submitted");
        assertThat(row("Bob Okafor").locator(".choice input")).isVisible();
    }

    @Test
    void whatWasCorrectedLeadsToItsDay() {
        UUID session = TestSpans.session(eve, NINE, NINE.plusSeconds(3_600));
        step(eve, eve, "withdraw");
        eve.api()
                .patch(
                        "/api/sessions/" + session,
                        Map.of("endTime", "2026-11-16T10:00:00Z", "reason", "Forgot to stop"))
                .expect(200);
        british.page().setViewportSize(1920, 1080);
        open();
        Locator note = row("Eve Adams").locator("a.fact");
        assertThat(note).hasText("1 correction, last on Mon 16");
        british.screenshot("team-week-corrected-1920-light");
        note.click();
        assertThat(british.page())
                .hasURL(
                        Pattern.compile(
                                "/my-day\\?person=%s&date=2026-11-16$".formatted(eve.userId())));
    }

    @Test
    void aManagerInGermanDecidesOfThoseWhoTheySee(Chromium chromium) {
        Person manager = app().addUser(admin, Role.MANAGER, "Mara Manager");
        try (Screen german =
                Screen.open(
                        chromium,
                        app().uri(),
                        Chromium.window(1280, 800, ColorScheme.DARK).setLocale("de-DE"))) {
            german.page()
                    .clock()
                    .install(new Clock.InstallOptions().setTime(Date.from(Office.NOW)));
            german.page().navigate("/");
            german.page().fill("#email", manager.email());
            german.page().fill("#password", TestApp.PASSWORD);
            german.page().click("form button");
            assertThat(german.heading()).hasText("Jetzt");
            german.page().navigate("/team?period=week&date=" + MONDAY);
            german.find("thead .choice input").check();
            german.find(".selection").getByText("3 Wochen zurückgeben…").click();
            assertThat(german.find(".decision h2")).hasText("3 Wochen zurückgeben?");
            german.screenshot("team-week-return-german-1280-dark");
            german.find(".decision textarea").fill("Bitte Projekte ergänzen");
            german.find(".decision").getByText("3 Wochen zurückgeben", exactly()).last().click();
            assertThat(german.find(".undo-bar")).containsText("3 Wochen sind zurückgegeben.");
            assertThat(german.find(".sheet", "Zurückgegeben")).hasCount(3);
            german.assertNoSidewaysScrolling();
        }
        assertThat(state(alice)).isEqualTo("rejected");
    }

    private void open() {
        british.signIn(admin.email());
        british.page().navigate("/team?period=week&date=" + MONDAY);
        assertThat(sheet("Alice Moreau")).isVisible();
    }

    private static Locator.GetByTextOptions exactly() {
        return new Locator.GetByTextOptions().setExact(true);
    }

    private Locator rows() {
        return british.find("astir-table [data-row]");
    }

    private Locator row(String name) {
        return british.find("[data-row]", name);
    }

    private Locator sheet(String name) {
        return row(name).locator(".sheet > a");
    }

    private String state(Person person) {
        return week(person).get("state").asText();
    }

    private JsonNode week(Person person) {
        return admin.api()
                .get("/api/timesheets/%s/%s".formatted(person.userId(), MONDAY))
                .expect(200)
                .json();
    }

    private void step(Person who, Person whose, String step) {
        who.api()
                .post("/api/timesheets/%s/%s/%s".formatted(whose.userId(), MONDAY, step))
                .expect(200);
    }
}
