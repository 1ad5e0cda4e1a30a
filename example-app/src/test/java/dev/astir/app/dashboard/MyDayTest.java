package dev.astir.app.dashboard;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.SelectOption;
import dev.astir.app.TestApp.Person;
import dev.astir.app.devices.Device;
import dev.astir.app.identity.Role;
import dev.astir.app.timeline.TestSpans;
import dev.astir.testing.browser.Chromium;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** One's own day, and that of somebody else. */
class MyDayTest extends PageTest {

    /** Where the organizations of tests are. */
    private static final ZoneId ZONE = ZoneId.of("Europe/Berlin");

    private final LocalDate yesterday = LocalDate.now(ZONE).minusDays(1);

    @Test
    void showsTheDayAsItWent() {
        workedYesterday(admin);
        open();

        Locator page = screen.find("astir-my-day-page");
        assertThat(page.locator(".figure-active dd"))
                .hasText(Pattern.compile("2h 20m\\s+of 3h 00m at work"));
        assertThat(page.locator(".figure-decide dd"))
                .hasText(Pattern.compile("40m\\s+1 stretch away"));
        assertThat(page.locator(".figure-focus dd"))
                .hasText(Pattern.compile("1h 30m\\s+1 stretch"));
        assertThat(page.locator(".figure-first dd"))
                .hasText(Pattern.compile("09:00\\s+last 12:00"));
        assertThat(page.locator(".day-question p"))
                .containsText("Away 10:30–11:10, 40m. Was it work?");
        assertThat(page.locator(".of-application .day-block.active")).hasCount(2);
        assertThat(page.locator(".of-application .day-block.undecided"))
                .hasText(Pattern.compile("40m"));
        assertThat(rows()).hasCount(1);
        assertThat(rows().first())
                .hasText(
                        Pattern.compile(
                                "09:00 – 12:00\\s+No project\\s+IntelliJ IDEA, Slack\\s+2h 20m\\s+40m to decide"));
        assertThat(page.locator("astir-chart .bars .row")).hasCount(2);
        new Looks(screen).checkWhole("my-day");
    }

    @Test
    void toldApartByCategoriesWhereThereAreSome() {
        admin.api().post("/api/categories/starter").expect(200);
        workedYesterday(admin);
        open();

        assertThat(screen.find(".day-block.category-development")).containsText("IntelliJ IDEA");
        assertThat(screen.find(".day-block.category-messages")).containsText("Slack");
        assertThat(screen.find(".day-legend span"))
                .hasText(
                        new String[] {
                            "Messages", "Development", "away, undecided", "by hand or kept"
                        });
        assertThat(screen.find("astir-chart")).containsText("By category");
        assertThat(screen.find("astir-chart .bars .row").first())
                .hasText(Pattern.compile("Development\\s+1h 30m"));
        screen.screenshot("my-day-categories-1280-light");
    }

    @Test
    void gapsAndWhatWasOutsideOfSessionsAreRowsToo() {
        workedYesterday(admin);
        Device device = TestSpans.device(admin);
        TestSpans.active(device, at("12:40"), at("13:10"), "Terminal");
        TestSpans.session(admin, at("14:00"), at("15:00"));
        open();

        assertThat(rows().locator(".time"))
                .hasText(
                        new String[] {
                            "14:00 – 15:00",
                            "13:10 – 14:00",
                            "12:40 – 13:10",
                            "12:00 – 12:40",
                            "09:00 – 12:00"
                        });
        assertThat(rows().locator(".project"))
                .hasText(
                        new String[] {
                            "No project",
                            "Nothing recorded",
                            "Outside of sessions",
                            "Nothing recorded",
                            "No project"
                        });
    }

    @Test
    void keysStepThroughTheDays() {
        workedYesterday(admin);
        screen.signIn(admin.email());
        screen.go("My day");
        assertThat(screen.find(".empty-state")).containsText("Nothing is recorded yet today");

        screen.page().keyboard().press("[");
        assertThat(rows()).hasCount(1);
        assertThat(screen.page()).hasURL(Pattern.compile("/my-day\\?date=" + yesterday));
        screen.page().keyboard().press("]");
        assertThat(screen.find(".empty-state")).isVisible();
        screen.page().keyboard().press("[");
        screen.page().keyboard().press("t");
        assertThat(screen.find(".empty-state")).containsText("yet today");
        assertThat(screen.page()).hasURL(Pattern.compile("/my-day$"));
    }

    /** A session that was never stopped is over on the days before. */
    @Test
    void whatGoesOnSinceYesterdayEndedWithThatDay() {
        String session =
                admin.api()
                        .post("/api/sessions/start", Map.of())
                        .expect(201)
                        .json()
                        .get("id")
                        .asText();
        TestSpans.begunEarlier(admin, session, 86_400);
        screen.signIn(admin.email());
        screen.page().navigate("/my-day?date=" + yesterday);

        assertThat(rows().first()).containsText("– 00:00");
        assertThat(rows().first()).not().containsText("running");
        screen.page().keyboard().press("]");
        assertThat(rows().first()).containsText("00:00 – now");
    }

    @Test
    void followsWhileSomebodyWorks() {
        screen.signIn(admin.email());
        screen.go("My day");
        assertThat(screen.find(".empty-state")).isVisible();

        String session =
                admin.api()
                        .post("/api/sessions/start", Map.of())
                        .expect(201)
                        .json()
                        .get("id")
                        .asText();
        assertThat(rows()).hasText(Pattern.compile("– now"));
        assertThat(rows()).containsText("running");

        admin.api().post("/api/sessions/" + session + "/stop").expect(200);
        assertThat(rows()).not().containsText("running");
    }

    @Test
    void aStretchAwayIsKeptByAKeyAndTheDecisionTakenBack() {
        workedYesterday(admin);
        open();

        screen.page().keyboard().press("k");
        assertThat(screen.find(".undo-bar")).containsText("40m kept as work.");
        assertThat(screen.find("astir-day-question")).hasCount(0);
        assertThat(screen.find(".figure-active dd")).containsText("3h 00m");
        assertThat(screen.find(".of-application .day-block.stated")).hasCount(1);
        assertThat(rows()).containsText("40m away kept");

        screen.page().keyboard().press("z");
        assertThat(screen.find(".undo-bar")).containsText("Undone.");
        assertThat(screen.find(".day-question")).isVisible();
        assertThat(screen.find(".figure-active dd")).containsText("2h 20m");

        screen.page().keyboard().press("d");
        assertThat(screen.find(".undo-bar")).containsText("40m discarded.");
        assertThat(screen.find("astir-day-question")).hasCount(0);
        assertThat(rows()).containsText("40m discarded");
        assertThat(screen.find(".figure-active dd")).containsText("2h 20m");
    }

    @Test
    void oneQuestionAfterTheOtherAndTimeForAnotherProject() {
        workedYesterday(admin);
        Device device = TestSpans.device(admin);
        TestSpans.session(admin, at("13:00"), at("15:00"));
        TestSpans.active(device, at("13:00"), at("14:00"), "Terminal");
        TestSpans.idle(device, at("14:00"), at("14:30"));
        TestSpans.active(device, at("14:30"), at("15:00"), "Terminal");
        project("Northwind migration");
        open();

        assertThat(screen.find(".day-question")).containsText("Away 10:30–11:10");
        assertThat(screen.find(".day-question")).containsText("1 of 2");
        screen.find(".day-question button", "Other project").click();
        screen.find(".day-question .dropped button", "Northwind migration").click();
        assertThat(screen.find(".undo-bar"))
                .containsText("40m kept as work on Northwind migration.");
        assertThat(screen.find(".day-question")).containsText("Away 14:00–14:30");
        assertThat(screen.find(".of-project .day-block strong"))
                .hasText(
                        new String[] {
                            "No project", "Northwind migration", "No project", "No project"
                        });

        // What was chosen in the picture is asked.
        screen.page().keyboard().press("z");
        assertThat(screen.find(".day-question")).containsText("Away 10:30–11:10");
        screen.find(".day-block.undecided").nth(1).click();
        assertThat(screen.find(".day-question")).containsText("Away 14:00–14:30");
        assertThat(screen.find(".day-question")).containsText("2 of 2");
        assertThat(screen.find(".day-question button").first()).isFocused();
    }

    @Test
    void aSessionIsCorrectedInItsRowWithAReason() {
        workedYesterday(admin);
        project("Astir core");
        open();

        screen.page().click(".entry-act");
        assertThat(screen.find("[name=startTime]")).isFocused();
        screen.page().fill("[name=endTime]", "12:30");
        screen.find("[name=projectId]").selectOption(new SelectOption().setLabel("Astir core"));
        screen.page().keyboard().press("Enter");
        screen.find(".time-form button.primary").click();
        assertThat(screen.find(".time-form .failure")).hasText("Please fill this in.");
        assertThat(screen.find("[name=reason]")).isFocused();
        screen.page().keyboard().type("The call went on.");
        screen.wholeScreenshot("my-day-correct-1280-light");
        screen.assertAccessible();
        screen.page().keyboard().press("Enter");

        assertThat(rows().first())
                .hasText(
                        Pattern.compile(
                                "09:00 – 12:30\\s+Astir core.*2h 50m.*was No project.*end was 12:00",
                                Pattern.DOTALL));
        assertThat(screen.find(".day-mark", "end was"))
                .hasAttribute("title", Pattern.compile("^Ada Admin, .*: The call went on\\.$"));
        assertThat(screen.find(".time-form")).hasCount(0);
        screen.page().keyboard().press("z");
        assertThat(rows().first()).containsText("09:00 – 12:00");
        assertThat(rows().first()).containsText("No project");
    }

    @Test
    void whatIsRefusedIsSaidInTheRow() {
        workedYesterday(admin);
        TestSpans.session(admin, at("13:00"), at("14:00"));
        open();

        // K is the question's while there is one.
        screen.page().keyboard().press("j");
        assertThat(screen.find("tbody tr:first-child .entry-act")).isFocused();
        screen.page().keyboard().press("j");
        assertThat(screen.find(".of-gap .entry-act")).isFocused();

        screen.page().click("tbody tr:last-child .entry-act");
        screen.page().fill("[name=endTime]", "13:30");
        screen.page().fill("[name=reason]", "The call went on.");
        screen.page().keyboard().press("Enter");
        assertThat(screen.find(".time-form [role=alert]")).isVisible();
        assertThat(screen.find("[name=reason]")).hasValue("The call went on.");

        screen.page().keyboard().press("Escape");
        assertThat(screen.find(".time-form")).hasCount(0);
        assertThat(screen.find("tbody tr:last-child .entry-act")).isFocused();
    }

    @Test
    void timeIsAddedWhereNothingWasRecordedAndDeleted() {
        workedYesterday(admin);
        TestSpans.session(admin, at("13:00"), at("14:00"));
        open();

        screen.find(".of-gap button").click();
        assertThat(screen.find(".day-adding [name=startTime]")).hasValue("12:00");
        assertThat(screen.find(".day-adding [name=endTime]")).hasValue("13:00");
        assertThat(screen.find(".day-adding [name=reason]")).isFocused();
        screen.page().keyboard().type("At a customer's.");
        screen.page().keyboard().press("Enter");
        assertThat(screen.find(".undo-bar")).containsText("1h 00m added.");
        Locator added = screen.find("tbody tr", "12:00 – 13:00");
        assertThat(added).containsText("by hand");
        assertThat(added).containsText("1h 00m");
        assertThat(screen.find(".of-application .day-block.stated")).hasCount(1);

        added.locator(".entry-act").click();
        screen.find(".time-form button", "Delete").click();
        assertThat(screen.find(".form-failure")).containsText("why it is deleted");
        screen.page().keyboard().type("It was the day before.");
        screen.find(".time-form button", "Delete").click();
        assertThat(screen.find(".undo-bar")).containsText("The time is deleted.");
        assertThat(screen.find(".of-gap")).hasCount(1);
        screen.page().keyboard().press("z");
        assertThat(screen.find("tbody tr", "12:00 – 13:00")).containsText("by hand");
    }

    @Test
    void timeIsForATaskOfItsProject() {
        workedYesterday(admin);
        String project = project("Astir core");
        admin.api()
                .post("/api/projects/" + project + "/tasks", Map.of("name", "Review"))
                .expect(201);
        open();

        screen.page().click("text=Add time");
        screen.page().fill("[name=startTime]", "23:00");
        screen.page().fill("[name=endTime]", "00:00");
        screen.find("[name=projectId]").selectOption(project);
        screen.find("[name=taskId]").selectOption(new SelectOption().setLabel("Review"));
        screen.page().fill("[name=reason]", "A night at the customer's.");
        screen.page().keyboard().press("Enter");

        // An end before the start is on the next day.
        assertThat(screen.find(".undo-bar")).containsText("1h 00m added.");
        assertThat(rows().first())
                .hasText(
                        Pattern.compile(
                                "23:00 – 00:00\\s+Astir core\\s+Review\\s+1h 00m\\s+by hand.*",
                                Pattern.DOTALL));
        rows().first().locator(".entry-act").click();
        assertThat(screen.find("[name=endTime]")).hasValue(yesterday.plusDays(1) + "T00:00");
        assertThat(screen.find("[name=taskId] option:checked")).hasText("Review");
    }

    @Test
    void draggingOverThePictureAddsTime() {
        workedYesterday(admin);
        open();

        var ground = screen.find(".day-ground").boundingBox();
        double lane = ground.y + ground.height / 2;
        screen.page().mouse().move(ground.x + ground.width * 6 / 10, lane);
        screen.page().mouse().down();
        screen.page().mouse().move(ground.x + ground.width * 7 / 10, lane);
        screen.page().mouse().up();

        assertThat(screen.find(".day-adding [name=startTime]")).hasValue("14:00");
        assertThat(screen.find(".day-adding [name=endTime]")).hasValue("15:00");
        screen.page().keyboard().press("Escape");
        assertThat(screen.find(".day-adding")).hasCount(0);
    }

    @Test
    void aFingerReadsFirstAndThenOpens(Chromium chromium) {
        workedYesterday(admin);
        NewContextOptions window = Chromium.window(390, 844, ColorScheme.LIGHT);
        try (Screen phone =
                Screen.open(chromium, app().uri(), window.setHasTouch(true).setIsMobile(true))) {
            phone.signIn(admin.email());
            phone.page().navigate("/my-day?date=" + yesterday);
            Locator keep = phone.find(".day-question button", "Keep");
            assertThat(keep).isVisible();
            assertThat(keep.boundingBox().height).isGreaterThanOrEqualTo(44);

            phone.find(".day-block.active").first().tap();
            assertThat(phone.find(".tip")).containsText("IntelliJ IDEA");
            phone.find(".day-block.undecided").tap();
            assertThat(phone.find(".tip")).containsText("10:30–11:10, 40m");
            assertThat(keep).not().isFocused();
            phone.find(".day-block.undecided").tap();
            assertThat(keep).isFocused();

            phone.page().click("text=List");
            assertThat(phone.find("astir-day-picture")).isHidden();
            assertThat(phone.find("astir-day-list")).isVisible();
            keep.tap();
            assertThat(phone.find(".undo-bar")).containsText("40m kept as work.");
            phone.assertNoSidewaysScrolling();
            phone.assertAccessible();
        }
    }

    @Test
    void goesOnWithAnotherProject() {
        project("Astir core");
        project("Northwind migration");
        screen.signIn(admin.email());
        screen.go("My day");

        screen.find(".tools button", "Start on a project").click();
        screen.find(".tools .dropped button", "Astir core").click();
        assertThat(rows()).containsText("Astir core");
        screen.find(".tools button", "Switch project").click();
        screen.find(".tools .dropped button", "Northwind migration").click();
        assertThat(rows()).hasCount(2);
        assertThat(rows().first())
                .containsText(Pattern.compile("Northwind migration.*running", Pattern.DOTALL));
        screen.find(".tools button", "Switch project").click();
        screen.find(".tools .dropped button", "Stop session").click();
        assertThat(rows().first()).not().containsText("running");
    }

    @Test
    void somebodyElsesDayIsReadOnlyAndSaysThatTheySeeIt() {
        Person bob = app().addUser(admin, Role.EMPLOYEE, "Bob Tanaka");
        workedYesterday(bob);
        screen.signIn(admin.email());
        screen.page().navigate("/my-day?person=%s&date=%s".formatted(bob.userId(), yesterday));

        assertThat(screen.heading()).hasText("Bob Tanaka");
        assertThat(screen.find("astir-my-day-page > .page > .strip-state"))
                .containsText("They see");
        assertThat(rows()).containsText("2h 20m");
        assertThat(screen.find("astir-day-question")).hasCount(0);
        assertThat(screen.find(".entry-act")).hasCount(0);
        assertThat(screen.find("text=Add time")).hasCount(0);
        screen.assertAccessible();
        assertThat(bob.api().get("/api/me/views").expect(200).json().at("/items/0/what").asText())
                .isEqualTo("day");
    }

    @Test
    void whoSeesNobodyIsNotToldWhetherTheyAreThere() {
        Person bob = app().addUser(admin, Role.EMPLOYEE, "Bob Tanaka");
        screen.signIn(bob.email());
        screen.page().navigate("/my-day?person=" + admin.userId());
        assertThat(screen.find(".error-state")).containsText("This is not here for you.");
    }

    /** From 9 to 12, 40 minutes of it away. */
    private void workedYesterday(Person person) {
        Device device = TestSpans.device(person);
        TestSpans.session(person, at("09:00"), at("12:00"));
        TestSpans.active(device, at("09:00"), at("10:30"), "IntelliJ IDEA");
        TestSpans.idle(device, at("10:30"), at("11:10"));
        TestSpans.active(device, at("11:10"), at("12:00"), "Slack");
    }

    private String project(String name) {
        return admin.api()
                .post("/api/projects", Map.of("name", name))
                .expect(201)
                .json()
                .get("id")
                .asText();
    }

    private Instant at(String time) {
        return yesterday.atTime(LocalTime.parse(time)).atZone(ZONE).toInstant();
    }

    private void open() {
        screen.signIn(admin.email());
        screen.page().navigate("/my-day?date=" + yesterday);
        assertThat(screen.find("astir-day-picture .day-block").first()).isVisible();
    }

    private Locator rows() {
        return screen.find("astir-day-list tbody tr");
    }
}
