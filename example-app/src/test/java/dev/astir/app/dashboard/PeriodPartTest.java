package dev.astir.app.dashboard;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import dev.astir.testing.browser.Chromium;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The period picker in the catalogue, on Thursday 26 November 2026. */
class PeriodPartTest extends PartTest {

    private Screen screen;

    @BeforeEach
    void open(Chromium chromium) {
        screen = open(chromium, "period");
        assertThat(screen.find("astir-period").first()).isVisible();
    }

    @AfterEach
    void close() {
        screen.close();
    }

    @Test
    void stepsAndComesBackToToday() {
        Locator day = example("A day");
        noteChanges(day);
        day.locator("[aria-label='Day before']").click();
        assertThat(day.getByText("Wednesday 25 November 2026")).isVisible();
        assertThat(changes()).isEqualTo("day 2026-11-25 2026-11-25");

        day.getByText("Today").click();
        assertThat(day.getByText("Thursday 26 November 2026")).isVisible();
        assertThat(day.getByText("Today")).isDisabled();
    }

    @Test
    void anotherKindShowsTheOneWithTodayInIt() {
        Locator day = example("A day");
        day.getByText("Month").click();
        assertThat(day.locator("[role=status]")).hasText("November 2026");
        day.getByText("Week").click();
        assertThat(day.locator("[role=status]")).hasText("23–29 November 2026, week 48");
        assertThat(day.locator("[aria-pressed=true]")).hasText("Week");

        // Where today is not, the first day is as good as another.
        Locator month = example("A month");
        month.locator("button", new Locator.LocatorOptions().setHasText("Week")).click();
        assertThat(month.locator("[role=status]"))
                .hasText("28 September – 4 October 2026, week 40");
    }

    @Test
    void keysStepTheLastPickerOfThePage() {
        screen.page()
                .evaluate(
                        "document.querySelectorAll('astir-period').forEach((each, i) => i > 1 && each.remove())");
        Locator week = example("The running week");
        screen.page().keyboard().press("[");
        screen.page().keyboard().press("[");
        assertThat(week.locator("[role=status]")).hasText("9–15 November 2026, week 46");
        screen.page().keyboard().press("]");
        assertThat(week.locator("[role=status]")).hasText("16–22 November 2026, week 47");
        screen.page().keyboard().press("t");
        assertThat(week.locator("[role=status]")).hasText("23–29 November 2026, week 48, to today");
    }

    @Test
    void nothingIsLaterThanItsLastDay() {
        Locator week = example("The running week");
        assertThat(week.locator("[role=status]")).hasText("23–29 November 2026, week 48, to today");
        assertThat(week.locator("[aria-label='Week after']")).isDisabled();

        week.locator("[aria-label='Week before']").click();
        assertThat(week.locator("[role=status]")).hasText("16–22 November 2026, week 47");
        week.locator("[aria-label='Week after']").click();
        week.getByText("Quarter").click();
        assertThat(week.locator("[role=status]")).hasText("Quarter 4, 2026, to today");
        assertThat(week.locator("[aria-label='Quarter after']")).isDisabled();

        // Chosen dates do not reach beyond it either.
        week.getByText("Dates…").click();
        assertThat(week.locator("input").nth(1)).hasValue("2026-11-26");
        week.locator("input").nth(1).fill("2026-11-27");
        assertThat(week.locator("[role=alert]")).hasText("Must not be after 26 November 2026.");
    }

    @Test
    void datesAreTyped() {
        Locator dates = example("Chosen dates");
        noteChanges(dates);
        Locator from = dates.locator("input").first();
        from.focus();
        // As the browser's own language writes it: month, day, year.
        screen.page().keyboard().type("11092026");
        assertThat(changes()).isEmpty();
        screen.page().keyboard().press("Enter");
        assertThat(dates.locator("[role=status]")).hasText("9–13 November 2026");
        assertThat(changes()).isEqualTo("dates 2026-11-09 2026-11-13");
    }

    @Test
    void datesInTheWrongOrderAreNamedBesideTheirField() {
        Locator dates = example("Chosen dates");
        noteChanges(dates);
        Locator from = dates.locator("input").first();
        Locator to = dates.locator("input").nth(1);
        from.fill("2026-11-20");

        assertThat(from).hasAttribute("aria-invalid", "true");
        assertThat(from).hasAccessibleDescription("From must not be after 13 November 2026.");
        assertThat(
                        dates.locator("label", new Locator.LocatorOptions().setHasText("From"))
                                .locator("[role=alert]"))
                .isVisible();
        assertThat(dates.locator("[role=status]")).hasText("2–13 November 2026");
        assertThat(changes()).isEmpty();
        screen.assertAccessible();
        screen.screenshot("catalogue-period-problem");

        to.fill("2026-11-24");
        assertThat(dates.locator("[role=alert]")).hasCount(0);
        assertThat(changes()).isEqualTo("dates 2026-11-20 2026-11-24");

        // An empty field is a mistake once it has been left.
        to.focus();
        screen.page().keyboard().press("Backspace");
        assertThat(dates.locator("[role=alert]")).hasCount(0);
        from.focus();
        assertThat(to).hasAccessibleDescription("Please enter a whole date.");
    }

    @Test
    void chosenDatesMoveByAsManyDaysAsTheyAre() {
        Locator dates = example("Chosen dates");
        dates.locator("[aria-label='As many days before']").click();
        assertThat(dates.locator("[role=status]")).hasText("21 October – 1 November 2026");
        assertThat(dates.locator("input").first()).hasValue("2026-10-21");
    }

    private Locator example(String title) {
        return screen.find(".example", title).locator("astir-period").first();
    }

    private static void noteChanges(Locator period) {
        period.evaluate(
                """
                (period) => {
                  window.changes = [];
                  period.addEventListener('change', ({ detail }) => {
                    if (detail) changes.push(`${detail.kind} ${detail.from} ${detail.to}`);
                  });
                }
                """);
    }

    private String changes() {
        return (String) screen.page().evaluate("changes.splice(0).join(', ')");
    }
}
