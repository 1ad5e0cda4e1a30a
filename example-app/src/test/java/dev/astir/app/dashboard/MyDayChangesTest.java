package dev.astir.app.dashboard;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.SelectOption;
import dev.astir.app.devices.Device;
import dev.astir.app.timeline.TestSpans;
import dev.astir.testing.browser.Chromium;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What is decided, corrected and added on the page of a day. */
class MyDayChangesTest extends DayPageTest {

    @Test
    void aStretchAwayIsKeptByAKeyAndTheDecisionTakenBack() {
        workedYesterday(admin);
        open();

        screen.page().keyboard().press("k");
        assertThat(screen.find(".undo-bar")).containsText("40m kept as work.");
        holdUndo();
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
        holdUndo();
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
        holdUndo();

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
        holdUndo();
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

    /** It goes away after some seconds, but not while it is pointed at. */
    private void holdUndo() {
        screen.find(".undo-bar[data-open]").hover();
    }
}
