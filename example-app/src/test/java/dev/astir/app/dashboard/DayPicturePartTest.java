package dev.astir.app.dashboard;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.BoundingBox;
import com.microsoft.playwright.options.ColorScheme;
import dev.astir.testing.browser.Chromium;
import java.util.Locale;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The pictures of days in the catalogue. */
class DayPicturePartTest extends PartTest {

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
            themed.wholeScreenshot("day-picture-" + scheme.name().toLowerCase(Locale.ROOT));
            themed.assertAccessible();
        }
    }

    @Test
    void saysTheDayInASentence() {
        assertThat(picture("A day until now").locator("[role=application]"))
                .hasAttribute(
                        "aria-label",
                        "The day as a picture. Active 6h 32m between 08:47 and 16:42,"
                                + " in 5 sessions, most in IntelliJ IDEA, 36m away to decide.");
        assertThat(picture("Not begun").locator("[role=application]"))
                .hasAttribute(
                        "aria-label", Pattern.compile("Not active yet, outside of sessions\\.$"));
    }

    /** From 08 to 18, and the now line at 16:42. */
    @Test
    void standsWhereTheInstantsAre() {
        Locator day = picture("A day until now");
        for (int width : new int[] {1280, 700}) {
            screen.page().setViewportSize(width, 800);
            assertAcross(day, ".of-project .day-block", 47.0 / 600);
            assertAcross(day, ".undecided", 365.0 / 600);
            assertAcross(day, ".now", 522.0 / 600);
        }
        screen.page().setViewportSize(390, 844);
        assertDown(day, ".of-project .day-block", 47.0 / 600);
        assertDown(day, ".undecided", 365.0 / 600);
        assertThat(day.locator(".lane.of-media")).isHidden();
    }

    @Test
    void theLongDayIsLongerAndHasItsHourTwice() {
        Locator autumn = picture("25 hours");
        assertAcross(autumn, ".of-application .day-block + .day-block", 24.0 / 25);
        assertThat(autumn.locator(".hour")).hasCount(26);
        assertAcross(picture("23 hours"), ".of-application .day-block + .day-block", 22.0 / 23);
        assertThat(picture("23 hours").locator(".hour")).hasCount(24);
    }

    /** Three hours of a switch each nine seconds, then five in which a glance is no switch. */
    @Test
    void drawsAsMuchOfManySwitchesAsCanBeSeen() {
        Locator blocks = picture("1,500 switches").locator(".of-application .day-block");
        assertThat(blocks.count()).isBetween(10, 40);
        // The last minute is another's.
        blocks.nth(blocks.count() - 2).hover();
        assertThat(picture("1,500 switches").locator(".tip"))
                .containsText(Pattern.compile("IntelliJ IDEA and 1 other.*4h 59m"));
    }

    @Test
    void focusIsDrawnAsTheServerTellsIt() {
        assertThat(picture("A day until now").locator(".of-focus .day-block"))
                .hasText(new String[] {"1h 02m", "36m", "30m", "34m", "28m", "25m", "38m"});
    }

    @Test
    void isOneTabStopWithArrowKeysInside() {
        Locator day = picture("A day until now");
        day.locator("[role=application]").focus();
        screen.page().keyboard().press("ArrowRight");
        assertThat(day.locator(".tip")).containsText("Added by hand");
        assertThat(day.locator(".tip")).containsText("Read the plans on paper first.");
        screen.page().keyboard().press("ArrowRight");
        screen.page().keyboard().press("ArrowRight");
        assertThat(day.locator(".tip"))
                .containsText(Pattern.compile("IntelliJ IDEA\\s*09:18–10:20, 1h 02m"));
        assertThat(day.locator("[role=status]")).containsText("Category: Development");
        screen.page().keyboard().press("ArrowUp");
        assertThat(day.locator(".tip")).containsText("Astir core");
        screen.page().keyboard().press("End");
        assertThat(day.locator(".tip")).containsText("running");
        screen.page().keyboard().press("Escape");
        assertThat(day.locator(".tip")).hasCount(0);
        screen.page().keyboard().press("Tab");
        assertThat(day.locator("[role=application]")).not().isFocused();
    }

    @Test
    void draggingOverEmptyGroundAsksForTime() {
        Locator day = picture("A day until now");
        day.evaluate(
                "node => node.addEventListener('add', ({ detail }) => (window.added = detail))");
        BoundingBox ground = day.locator(".day-ground").boundingBox();
        double lane = ground.y + 150;
        screen.page().mouse().move(ground.x + ground.width * 275 / 600, lane);
        screen.page().mouse().down();
        screen.page().mouse().move(ground.x + ground.width * 310 / 600, lane);
        assertThat(day.locator(".selected")).hasText("12:35–13:10");
        screen.page().mouse().up();
        assertThat(screen.page().evaluate("new Date(window.added.from).toISOString()"))
                .isEqualTo("2026-11-26T12:35:00.000Z");
        assertThat(day.locator(".selected")).hasCount(0);
    }

    @Test
    void theWheelZoomsWithControl() {
        Locator day = picture("A day until now");
        day.locator(".undecided").hover();
        screen.page().keyboard().down("Control");
        for (int i = 0; i < 4; i++) {
            screen.page().mouse().wheel(0, -100);
        }
        screen.page().keyboard().up("Control");
        assertThat(day.locator(".hour")).hasCount(4);
        assertThat(day.locator(".undecided")).containsText("36m");
        screen.page().click("text=Whole day");
        assertThat(day.locator(".hour")).hasCount(11);
    }

    private Screen open(Chromium chromium, ColorScheme scheme) {
        Screen opened = open(chromium, "day-picture", 1280, 800, scheme);
        assertThat(opened.find("astir-day-picture .day-block").first()).isVisible();
        return opened;
    }

    private Locator picture(String example) {
        return screen.find(".example", example).locator("astir-day-picture");
    }

    private static void assertAcross(Locator day, String mark, double share) {
        assertShare(day, mark, "left", "width", share);
    }

    private static void assertDown(Locator day, String mark, double share) {
        assertShare(day, mark, "top", "height", share);
    }

    /** The first mark of a kind begins where the share of the ground ends; measured at once. */
    private static void assertShare(
            Locator day, String mark, String begin, String length, double share) {
        Number off =
                (Number)
                        day.evaluate(
                                """
                                (day, [mark, begin, length, share]) => {
                                  const ground = day.querySelector('.day-ground').getBoundingClientRect();
                                  const box = day.querySelector(mark).getBoundingClientRect();
                                  return box[begin] - ground[begin] - ground[length] * share;
                                }
                                """,
                                new Object[] {mark, begin, length, share});
        assertThat(off.doubleValue()).as(mark).isCloseTo(0, within(1.5));
    }
}
