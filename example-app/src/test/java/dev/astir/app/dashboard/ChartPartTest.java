package dev.astir.app.dashboard;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.deque.html.axecore.results.CheckedNode;
import com.deque.html.axecore.results.Rule;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.Media;
import com.microsoft.playwright.options.ReducedMotion;
import dev.astir.testing.browser.Chromium;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The charts of the catalogue, under the page's content security policy. */
class ChartPartTest extends PartTest {

    private static final String LINE = "Active hours, 12 weeks";

    @ParameterizedTest
    @EnumSource(
            value = ColorScheme.class,
            names = {"LIGHT", "DARK"})
    void numbersOnHeatCanBeRead(ColorScheme scheme, Chromium chromium) {
        try (Screen screen = open(chromium, 1280, scheme)) {
            screen.screenshot("chart-" + scheme.name().toLowerCase(Locale.ROOT));

            List<String> readable =
                    new AxeBuilder(screen.page())
                                    .setLegacyMode(true) // without a window of its own
                                    .include(".heat")
                                    .analyze()
                                    .getPasses()
                                    .stream()
                                    .filter(rule -> rule.getId().equals("color-contrast"))
                                    .map(Rule::getNodes)
                                    .flatMap(List::stream)
                                    .map(CheckedNode::getHtml)
                                    .toList();
            for (int step = 1; step <= 5; step++) {
                String mark = "class=\"step-" + step + "\"";
                assertThat(readable).as(mark).anyMatch(html -> html.contains(mark));
            }
            screen.assertAccessible();
        }
    }

    @Test
    void hasItsNumbersInATableForWhoeverDoesNotSeeIt(Chromium chromium) {
        try (Screen screen = open(chromium, 1280, ColorScheme.LIGHT)) {
            Locator table = table(chart(screen, "By category").first(), "By category");
            assertThat(table.locator("tr").nth(1).locator("th, td"))
                    .hasText(new String[] {"Development", "96h 50m", "107h 20m"});

            Locator line = chart(screen, LINE).first();
            assertThat(table(line, LINE).locator("tbody tr")).hasCount(12);
            assertThat(line.locator("[role=img]"))
                    .hasAttribute(
                            "aria-label",
                            LINE
                                    + ". Highest: 461h 00m in wk 42; latest: 450h 00m in wk 47; so"
                                    + " far: 312h 00m in wk 48.");

            assertThat(table(chart(screen, "Productive").first(), "Productive").locator("td"))
                    .hasText(new String[] {"221h 45m", "71%", "78h 05m", "25%", "12h 30m", "4%"});
        }
    }

    @ParameterizedTest
    @CsvSource({"heat, When people are active", "bars, By category", "line, '" + LINE + "'"})
    void changesPlacesWithItsTable(String kind, String heading, Chromium chromium) {
        try (Screen screen = open(chromium, 1280, ColorScheme.LIGHT)) {
            Locator chart = chart(screen, heading).first();
            assertThat(chart.locator("." + kind)).isVisible();

            chart.getByText("As a table").click();
            assertThat(chart.locator("." + kind)).hasCount(0);
            assertThat(chart.locator(".scroll > .values")).isVisible();
            assertThat(chart.getByText("As a chart")).isFocused();

            chart.getByText("As a chart").press("Enter");
            assertThat(chart.locator("." + kind)).isVisible();
        }
    }

    @Test
    void takesTheColoursOfTheThemeWithoutBeingDrawnAgain(Chromium chromium) {
        try (Screen screen = open(chromium, 1280, ColorScheme.LIGHT)) {
            Locator bar =
                    chart(screen, "By category").locator(".category-development .bar").first();
            Locator stroke = chart(screen, LINE).locator(".stroke").first();
            Locator cell = screen.find(".heat .step-5").first();
            assertThat(bar).hasCSS("fill", "rgb(66, 152, 231)");
            assertThat(stroke).hasCSS("stroke", "rgb(42, 157, 140)");
            assertThat(cell).hasCSS("color", "rgb(255, 255, 255)");
            watch(screen, ".chart");

            screen.page()
                    .emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.DARK));
            assertThat(bar).hasCSS("fill", "rgb(106, 136, 219)");
            assertThat(stroke).hasCSS("stroke", "rgb(47, 155, 141)");
            assertThat(cell).hasCSS("color", "rgb(6, 33, 29)");

            screen.page().evaluate("document.documentElement.dataset.theme = 'light'");
            assertThat(bar).hasCSS("fill", "rgb(66, 152, 231)");
            assertThat(screen.page().evaluate("changes")).isEqualTo(0);
        }
    }

    @Test
    void followsItsWidthWithoutBeingDrawnAgain(Chromium chromium) {
        try (Screen screen = open(chromium, 1280, ColorScheme.LIGHT)) {
            Locator line = chart(screen, LINE).locator(".line svg").first();
            double wide = line.boundingBox().width;
            watch(screen, ".line, .bars, .share");

            screen.page().setViewportSize(700, 800);

            assertThat(line.boundingBox().width).isNotEqualTo(wide);
            double end = line.boundingBox().x + line.boundingBox().width;
            var last = line.locator(".last").boundingBox();
            assertThat(last.x + last.width / 2).isBetween(end - 1, end + 1);
            assertThat(screen.page().evaluate("changes")).isEqualTo(0);
        }
    }

    @Test
    void showsWhatIsNotCompleteAndReadsThePointThatIsPointedAt(Chromium chromium) {
        try (Screen screen = open(chromium, 1280, ColorScheme.LIGHT)) {
            Locator line = chart(screen, LINE).locator(".line").first();
            assertThat(line.locator(".stroke")).hasCount(11);
            assertThat(line.locator(".running")).hasCSS("stroke-dasharray", "2px, 5px");
            assertThat(line.locator(".marks span")).hasText(new String[] {"500h", "250h", "0h"});
            assertThat(line.locator(".value")).hasText("312h so far");

            line.locator("svg").hover(new Locator.HoverOptions().setPosition(2, 40));
            assertThat(line.locator(".value")).hasText("wk 37: 417h 00m");

            screen.find("h1").hover();
            assertThat(line.locator(".value")).hasText("312h so far");
        }
    }

    @Test
    void showsWhatIsLittleNothingOrTooLong(Chromium chromium) {
        try (Screen screen = open(chromium, 1280, ColorScheme.LIGHT)) {
            assertThat(chart(screen, "No week")).containsText("Nothing recorded in this period.");
            assertThat(chart(screen, "No hour").locator("table, button")).hasCount(0);
            assertThat(chart(screen, "One week").locator("circle")).hasCount(1);
            assertThat(chart(screen, "With a gap").locator(".line .stroke")).hasCount(9);
            assertThat(chart(screen, "Weeks of zero").locator(".line .stroke").first())
                    .hasAttribute("y1", "100%");
            assertThat(chart(screen, "Thirds").locator(".share span"))
                    .hasText(new String[] {"34% productive", "33% neutral", "33% not"});
            assertThat(chart(screen, "Interdepartmental").locator(".bar")).hasCount(1);
        }
    }

    @Test
    void scrollsInItselfOnAPhone(Chromium chromium) {
        try (Screen screen = open(chromium, 360, ColorScheme.DARK)) {
            screen.screenshot("chart-360-dark");
            Locator scroll = screen.find(".scroll:has(.heat)").first();
            assertThat(scroll).hasAttribute("tabindex", "0");

            scroll.focus();
            // Each moves it by 40 of the 330 px that are hidden.
            for (int i = 0; i < 10; i++) {
                screen.page().keyboard().press("ArrowRight");
            }
            assertThat(scroll.locator("tbody .sum").first()).isInViewport();
            assertThat(scroll.locator("tbody th").first()).isInViewport();
            screen.assertNoSidewaysScrolling();
            screen.assertAccessible();
        }
    }

    @Test
    void isPrintedAndMovesForThoseAloneWhoWantIt(Chromium chromium) {
        try (Screen screen = open(chromium, 1280, ColorScheme.LIGHT)) {
            Locator bar = chart(screen, "By category").locator(".bar").first();
            assertThat(bar).hasCSS("transition-duration", "0.18s");
            screen.page()
                    .emulateMedia(
                            new Page.EmulateMediaOptions()
                                    .setMedia(Media.PRINT)
                                    .setReducedMotion(ReducedMotion.REDUCE));

            assertThat(bar).hasCSS("transition-duration", "0s");
            assertThat(bar).isVisible();
            assertThat(screen.find(".heat").first()).isVisible();
            assertThat(screen.find(".chart").first()).hasCSS("print-color-adjust", "exact");
            assertThat(screen.find(".chart button").first()).isHidden();
        }
    }

    private Screen open(Chromium chromium, int width, ColorScheme scheme) {
        Screen screen = open(chromium, "chart", width, 800, scheme);
        assertThat(screen.find("astir-chart figure").first()).isVisible();
        return screen;
    }

    private static Locator chart(Screen screen, String heading) {
        return screen.find("astir-chart:has(h2:text('%s'))".formatted(heading));
    }

    private static Locator table(Locator chart, String heading) {
        return chart.getByRole(AriaRole.TABLE, new Locator.GetByRoleOptions().setName(heading));
    }

    /** Counts from now on in `changes` what is changed in the elements. */
    private static void watch(Screen screen, String selector) {
        screen.page()
                .evaluate(
                        """
                        selector => {
                          window.changes = 0;
                          const observer = new MutationObserver((records) => changes += records.length);
                          document.querySelectorAll(selector).forEach((element) => observer.observe(
                            element, { subtree: true, childList: true, attributes: true, characterData: true }));
                        }
                        """,
                        selector);
    }
}
