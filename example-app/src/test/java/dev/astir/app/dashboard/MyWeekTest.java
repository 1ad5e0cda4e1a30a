package dev.astir.app.dashboard;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.ColorScheme;
import dev.astir.app.TestApp;
import dev.astir.app.TestApp.Person;
import dev.astir.app.devices.Device;
import dev.astir.app.identity.Role;
import dev.astir.app.timeline.TestSpans;
import dev.astir.testing.browser.Chromium;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.IsoFields;
import java.time.temporal.TemporalAdjusters;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** The week of somebody, on its way from draft to approved, on the page. */
class MyWeekTest extends PageTest {

    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

    /** The last week that is over. */
    private static final LocalDate MONDAY =
            LocalDate.now(BERLIN)
                    .minusWeeks(1)
                    .with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));

    private final Person max = app().addUser(admin, Role.MANAGER, "Marcus Webb");
    private final Person alice = app().addUser(admin, Role.EMPLOYEE, "Alice Moreau");
    private final Device laptop = TestSpans.device(alice);

    @Test
    void aWeekIsSentReturnedAndApproved() {
        record(MONDAY);
        record(MONDAY.minusWeeks(1));
        record(MONDAY.minusWeeks(2));
        decide(MONDAY.minusWeeks(1), "submit");
        decide(MONDAY.minusWeeks(2), "submit");
        decide(MONDAY.minusWeeks(2), "approve");
        screen.signIn(alice.email());
        screen.go("My week");
        screen.page().keyboard().press("[");
        assertThat(screen.find(".period [role=status]")).containsText("week ");
        assertThat(screen.page()).hasURL(app().uri() + "/my-week?week=" + MONDAY);

        Locator grid = screen.find(".week-grid");
        assertThat(grid.locator("tbody tr")).hasCount(3);
        assertThat(grid.locator("tbody tr").nth(0)).containsText("Astir core");
        assertThat(grid.locator("tbody tr").nth(2)).containsText("No project");
        assertThat(grid.locator("tbody tr").nth(0).locator(".sum")).hasText("8:15");
        assertThat(grid.locator("tfoot .sum")).hasText("12:37");
        assertThat(grid.locator(".pencil")).hasCount(1);
        assertSumsAdd();
        assertThat(screen.find(".week-panel", "Before you submit")).containsText("36m away");
        // In the zone of the day, wherever the browser is.
        assertThat(screen.find(".week-panel", "Before you submit")).containsText("14:00–14:36");
        assertThat(
                        screen.find(".week-panel", "Before you submit")
                                .locator("li", text("Last received")))
                .containsText(lastReceived());
        assertThat(screen.find(".week-panel", "Before you submit"))
                .containsText("22m without a project");
        assertThat(screen.find(".week-panel", "Before you submit")).containsText("1 correction");
        assertThat(screen.find(".other-week")).hasCount(2);
        assertThat(screen.find(".other-week").nth(0)).containsText("Submitted");
        assertThat(screen.find(".other-week").nth(1)).containsText("Approved");
        assertThat(screen.find(".week-panel", "Before you submit").locator("a", text("Decide")))
                .hasAttribute("href", "/my-day?date=" + MONDAY.plusDays(1));
        new Looks(screen).checkWhole("my-week-draft");
        screen.page().setViewportSize(390, 844);
        assertThat(screen.find(".week-list details").first()).isVisible();
        assertThat(grid).isHidden();
        screen.find(".week-list summary").first().click();
        assertThat(screen.find(".week-list li").first()).isVisible();
        screen.wholeScreenshot("my-week-unfolded-390-light");
        screen.page().setViewportSize(1280, 800);

        // By keys alone: sent, taken back by the undo bar, sent again.
        screen.page().getByText("Submit week").press("Enter");
        assertThat(screen.find(".undo-bar")).containsText("is submitted");
        assertThat(screen.find("[aria-current=step]")).containsText("waits for Marcus Webb");
        screen.page().keyboard().press("z");
        assertThat(screen.find("[aria-current=step]")).containsText("you can change it");
        screen.page().getByText("Submit week").press("Enter");
        assertThat(screen.page().getByText("Take it back")).isVisible();
        screen.wholeScreenshot("my-week-submitted-1280-light");

        decide(MONDAY, "reject", "Tuesday looks long. Please check the meeting.");
        screen.page().reload();
        assertThat(screen.find(".week-notice"))
                .containsText("Tuesday looks long. Please check the meeting.");
        assertThat(screen.find("[aria-current=step]")).containsText("Returned");
        new Looks(screen).checkWhole("my-week-returned");
        screen.page().getByText("Submit again").click();
        assertThat(screen.page().getByText("Take it back")).isVisible();

        decide(MONDAY, "approve");
        TestSpans.active(laptop, at(MONDAY, 3, 18), at(MONDAY, 3, 19), "late");
        screen.page().reload();
        assertThat(screen.find("[aria-current=step]")).containsText("by Marcus Webb");
        assertThat(screen.find(".week-notice")).containsText("1 entry (1h 00m) came after");
        assertThat(screen.find(".week-steps button")).hasCount(0);
        assertThat(screen.find(".week-panel", "Worth a look")).containsText("See the day");
        assertThat(grid.locator("tfoot .sum")).hasText("12:37");
        new Looks(screen).checkWhole("my-week-approved");
    }

    @Test
    void aManagerDecides() {
        record(MONDAY);
        decide(MONDAY, "submit");
        screen.signIn(max.email());
        screen.go("My week");
        Locator waiting = screen.find(".waiting-week");
        assertThat(waiting).containsText("Alice Moreau");
        assertThat(waiting).containsText("12:37");
        new Looks(screen).checkWhole("my-week-waiting");
        waiting.locator("a").click();

        assertThat(screen.heading()).hasText("Week of Alice Moreau");
        assertThat(screen.page().getByText("Submit week")).hasCount(0);
        assertThat(screen.find(".seen")).containsText("remembered that you looked");
        screen.page().getByText("Return…").press("Enter");
        assertThat(screen.find(".week-reason textarea")).isFocused();
        screen.page().getByText("Return the week").click();
        assertThat(screen.find(".week-reason textarea")).hasAttribute("aria-invalid", "true");
        screen.find(".week-reason textarea").fill("Please add Thursday");
        new Looks(screen).checkWhole("my-week-of-others");
        screen.page().getByText("Return the week").click();
        assertThat(screen.find("[aria-current=step]")).containsText("Returned");

        decide(MONDAY, "submit");
        screen.page().reload();
        screen.page().getByText("Approve", exactly()).click();
        assertThat(screen.find("[aria-current=step]")).containsText("by Marcus Webb");
        screen.page().getByText("Reopen…").click();
        screen.find(".week-reason textarea").fill("A project is missing");
        screen.page().getByText("Reopen the week").click();
        assertThat(screen.find(".week-notice")).containsText("Marcus Webb reopened this week.");
        assertThat(screen.find(".week-panel", "What was done").locator("li")).hasCount(5);
        screen.wholeScreenshot("my-week-reopened-1280-light");

        // Somebody else was faster.
        decide(MONDAY, "submit");
        screen.page().reload();
        assertThat(screen.page().getByText("Approve", exactly())).isVisible();
        decide(MONDAY, "withdraw");
        screen.page().getByText("Approve", exactly()).click();
        assertThat(screen.find(".failure")).containsText("this one is draft");
        assertThat(screen.page().getByText("Approve", exactly())).hasCount(0);
    }

    @Test
    void nothingYetFailingAndGone(Chromium chromium) {
        screen.signIn(alice.email());
        screen.go("My week");
        assertThat(screen.find(".empty-state")).containsText("Nothing recorded in this week");
        assertThat(screen.find("th.today, .week-list .today")).hasCount(0);
        new Looks(screen).checkWhole("my-week-empty");
        screen.page()
                .route(
                        "**/api/timesheets/**",
                        route -> route.fulfill(new Route.FulfillOptions().setStatus(500)));
        screen.page().reload();
        assertThat(screen.find(".error-state")).containsText("The week could not be loaded");
        screen.page().unroute("**/api/timesheets/**");
        screen.find(".error-state button").first().click();
        assertThat(screen.find(".empty-state")).isVisible();
        screen.page().navigate("/my-week/" + MONDAY.minusWeeks(5));
        assertThat(screen.find(".period [role=status]"))
                .containsText(
                        "week " + MONDAY.minusWeeks(5).get(IsoFields.WEEK_OF_WEEK_BASED_YEAR));
        screen.page().navigate("/my-week?person=" + max.userId());
        assertThat(screen.find(".error-state.gone").first()).isVisible();
        screen.takeComplaints();

        Instant now = Instant.now();
        TestSpans.active(laptop, now.minusSeconds(60), now, "vim");
        try (Screen german =
                Screen.open(
                        chromium,
                        app().uri(),
                        Chromium.window(1280, 800, ColorScheme.DARK).setLocale("de-DE"))) {
            german.page().navigate("/my-week");
            german.page().fill("#email", alice.email());
            german.page().fill("#password", TestApp.PASSWORD);
            german.page().click("form button");
            assertThat(german.find("tfoot .sum")).hasText("0:01");
            assertThat(german.find("th.today")).containsText("Heute");
            assertThat(german.find(".week-steps")).containsText("Woche einreichen");
            german.wholeScreenshot("my-week-de-1280-dark");
            german.page().setViewportSize(390, 844);
            german.wholeScreenshot("my-week-de-390-dark");
        }
    }

    @Test
    void itIsLiveAndAPageToSign() {
        record(MONDAY);
        decide(MONDAY, "submit");
        screen.page().clock().install();
        AtomicBoolean isHeard = new AtomicBoolean();
        screen.page()
                .onWebSocket(socket ->
                        socket.onFrameReceived(frame ->
                                isHeard.compareAndSet(
                                        false, frame.text().contains("timesheet.approved"))));
        screen.signIn(alice.email());
        screen.page().navigate("/my-week?week=" + MONDAY);
        assertThat(screen.find(".page-head .connection")).hasText("Live");
        assertThat(screen.find("[aria-current=step]")).containsText("waits for Marcus Webb");

        Download table = screen.page().waitForDownload(() -> file("CSV").click());
        assertThat(table.suggestedFilename()).matches("astir-timesheet-20\\d\\d-W\\d\\d\\.csv");
        // The correction moved no time: what is printed is what the grid shows.
        assertThat(table.path()).content().contains("Astir core,9900,2.75", "Total,");
        Download page = screen.page().waitForDownload(() -> file("PDF to sign").click());
        assertThat(page.path()).binaryContent().startsWith("%PDF".getBytes(UTF_8));

        // What a manager decides is there without loading the page again.
        decide(MONDAY, "approve");
        screen.page().waitForCondition(isHeard::get);
        screen.page().clock().fastForward(10_100);
        assertThat(screen.find("[aria-current=step]")).containsText("by Marcus Webb");
    }

    private Locator file(String label) {
        return screen.find(".page-head .download", label);
    }

    private static Page.GetByTextOptions exactly() {
        return new Page.GetByTextOptions().setExact(true);
    }

    private static Locator.LocatorOptions text(String words) {
        return new Locator.LocatorOptions().setHasText(words);
    }

    /** What is printed adds up, both ways. */
    @SuppressWarnings("unchecked")
    private void assertSumsAdd() {
        List<List<String>> cells =
                (List<List<String>>)
                        screen.page()
                                .evaluate(
                                        """
                                        [...document.querySelectorAll('.week-grid :is(tbody, tfoot) tr')].map((row) =>
                                          [...row.querySelectorAll('td')].map((cell) => cell.textContent.match(/\\d+:\\d\\d/)?.[0] ?? '0:00'))
                                        """);
        List<List<Integer>> minutes =
                cells.stream().map(row -> row.stream().map(MyWeekTest::minutes).toList()).toList();
        for (List<Integer> row : minutes) {
            assertThat(row.subList(0, 7).stream().mapToInt(Integer::intValue).sum())
                    .isEqualTo(row.get(7));
        }
        for (int column = 0; column < 8; column++) {
            int at = column;
            assertThat(
                            minutes.subList(0, minutes.size() - 1).stream()
                                    .mapToInt(row -> row.get(at))
                                    .sum())
                    .isEqualTo(minutes.getLast().get(column));
        }
    }

    private static int minutes(String text) {
        String[] parts = text.split(":");
        return Integer.parseInt(parts[0]) * 60 + Integer.parseInt(parts[1]);
    }

    /** On the clock of Alice's profile. */
    private String lastReceived() {
        String at =
                alice.api()
                        .get("/api/timesheets/%s/%s".formatted(alice.userId(), MONDAY))
                        .expect(200)
                        .json()
                        .get("lastReceivedAt")
                        .asText();
        return DateTimeFormatter.ofPattern("HH:mm").withZone(BERLIN).format(Instant.parse(at));
    }

    /** A week with two projects, something on none, a break to decide on, and a correction. */
    private void record(LocalDate monday) {
        UUID core = project("Astir core");
        UUID migration = project("Northwind migration");
        for (int day = 0; day < 3; day++) {
            work(core, at(monday, day, 9), 2 * 3_600 + 45 * 60);
        }
        UUID planned = work(migration, at(monday, 0, 13), 4 * 3_600 - 20);
        TestSpans.execute(
                alice,
                """
                INSERT INTO session_corrections (organization_id, id, person_id, session_id,
                    corrected_by, corrected_at, reason, before, after)
                VALUES ('%s', gen_random_uuid(), '%s', '%s', '%s', now(), 'Forgot to stop', '{}', '{}')
                """
                        .formatted(
                                alice.organizationId(), alice.userId(), planned, alice.userId()));
        Instant lunch = at(monday, 1, 14);
        UUID away = TestSpans.session(alice, lunch, lunch.plusSeconds(2_160));
        assign(away, core);
        TestSpans.idle(laptop, lunch, lunch.plusSeconds(2_160));
        work(null, at(monday, 2, 16), 22 * 60 + 10);
    }

    private UUID work(UUID project, Instant start, int seconds) {
        UUID session = TestSpans.session(alice, start, start.plusSeconds(seconds));
        if (project != null) {
            assign(session, project);
        }
        TestSpans.active(laptop, start, start.plusSeconds(seconds), "IntelliJ IDEA");
        return session;
    }

    private void assign(UUID session, UUID project) {
        TestSpans.execute(
                alice,
                "UPDATE work_sessions SET project_id = '%s' WHERE id = '%s'"
                        .formatted(project, session));
    }

    private UUID project(String name) {
        for (var project : admin.api().get("/api/projects").expect(200).json().get("items")) {
            if (project.get("name").asText().equals(name)) {
                return UUID.fromString(project.get("id").asText());
            }
        }
        return UUID.fromString(
                admin.api()
                        .post("/api/projects", Map.of("name", name))
                        .expect(201)
                        .json()
                        .get("id")
                        .asText());
    }

    private void decide(LocalDate monday, String step) {
        decide(monday, step, "Because");
    }

    private void decide(LocalDate monday, String step, String reason) {
        Person who = step.equals("submit") || step.equals("withdraw") ? alice : max;
        String path = "/api/timesheets/%s/%s/%s".formatted(alice.userId(), monday, step);
        if (step.equals("reject")) {
            who.api().post(path, Map.of("reason", reason)).expect(200);
        } else {
            who.api().post(path).expect(200);
        }
    }

    private static Instant at(LocalDate monday, int day, int hour) {
        return monday.plusDays(day).atTime(hour, 0).atZone(BERLIN).toInstant();
    }
}
