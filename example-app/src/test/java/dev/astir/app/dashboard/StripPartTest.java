package dev.astir.app.dashboard;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.ColorScheme;
import dev.astir.testing.browser.Chromium;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The strips of the catalogue. */
class StripPartTest extends PartTest {

    private Screen screen;

    @BeforeEach
    void open(Chromium chromium) {
        screen = open(chromium, ColorScheme.LIGHT);
    }

    @AfterEach
    void close() {
        screen.close();
    }

    @ParameterizedTest
    @EnumSource(
            value = ColorScheme.class,
            names = {"LIGHT", "DARK"})
    void isAccessible(ColorScheme scheme, Chromium chromium) {
        try (Screen themed = open(chromium, scheme)) {
            themed.screenshot("strip-" + scheme.name().toLowerCase(Locale.ROOT));
            themed.assertAccessible();
        }
    }

    @Test
    void saysTheDayInASentence() {
        assertThat(strip("A day until now"))
                .hasAttribute("aria-label", "Active 6h 31m between 08:24 and 15:42");
        assertThat(strip("Not begun")).hasAttribute("aria-label", "Not active yet");
    }

    @Test
    void standsWhereTheInstantsAreAtAnyWidth() {
        for (int width : new int[] {1280, 500}) {
            screen.page().setViewportSize(width, 800);
            assertShare(strip("A day until now"), ".active", 24.0 / 720);
            assertShare(strip("A day until now"), ".now", 468.0 / 720);
        }
        assertThat(strip("A day until now").locator(".active").first().boundingBox().height)
                .isEqualTo(12);
        assertThat(strip("A day until now").locator(".idle").first().boundingBox().height)
                .isEqualTo(4);
    }

    @Test
    void drawsWhatIsBetweenItsEndsAndSaysAll() {
        Locator strip = strip("Over, and longer than the strip");
        assertThat(strip).hasAttribute("aria-label", "Active 14h 05m between 06:30 and 21:05");
        var all = strip.boundingBox();
        var last = strip.locator(".active").last().boundingBox();
        assertThat(strip.locator(".active").first().boundingBox().x).isCloseTo(all.x, within(0.5));
        assertThat(last.x + last.width).isCloseTo(all.x + all.width, within(0.5));
        assertThat(strip.locator(".now")).hasCount(0);
    }

    @Test
    void drawsAsMuchOfManyIntervalsAsCanBeSeen() {
        Locator strip = strip("1,500 intervals");
        assertThat(strip).hasAttribute("aria-label", "Active 9h 45m between 07:32 and 19:09");
        // Thirty stretches of 5 idle and 45 active ones; two begin before the strip, and one of
        // them ends there.
        assertThat(strip.locator(".active")).hasCount(29);
        assertThat(strip.locator(".idle")).hasCount(28);
        assertThat(strip("A moment alone").locator(".active").boundingBox().width)
                .isGreaterThanOrEqualTo(1);
    }

    @Test
    void isRightOnDaysOf25And23Hours() {
        assertShare(strip("25 hours, and active in the last"), ".active", 24.0 / 25);
        assertShare(strip("23 hours, and active in the last"), ".active", 22.0 / 23);
    }

    private Screen open(Chromium chromium, ColorScheme scheme) {
        Screen opened = open(chromium, "strip", 1280, 800, scheme);
        assertThat(opened.find(".strip").first()).isVisible();
        return opened;
    }

    private Locator strip(String example) {
        return screen.find(".example", example).locator(".strip");
    }

    /** The first mark of a kind begins where the share of the strip's width ends. */
    private static void assertShare(Locator strip, String mark, double share) {
        var all = strip.boundingBox();
        var box = strip.locator(mark).first().boundingBox();
        double at = mark.equals(".now") ? box.x + box.width / 2 : box.x;
        assertThat(at).isCloseTo(all.x + all.width * share, within(1.0));
    }
}
