package dev.astir.app.dashboard;

import static org.junit.jupiter.api.Assertions.assertAll;

import com.microsoft.playwright.Page.EmulateMediaOptions;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ReducedMotion;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.function.Executable;

/**
 * What is checked of a page's looks: from a phone to a wall, light and dark on a phone and a
 * laptop, a screenshot is kept that somebody can look at, and nothing scrolls sideways; axe looks
 * at one of each layout and scheme. Immutable.
 */
record Looks(Screen screen) {

    private static final List<ColorScheme> BOTH = List.of(ColorScheme.LIGHT, ColorScheme.DARK);

    /** The layouts change at 640 and 1,024 px; colours do not change with the width. */
    private enum Width {
        PHONE(360, 740, BOTH),
        TABLET(768, 1024, List.of(ColorScheme.LIGHT)),
        LAPTOP(1280, 800, BOTH),
        DESK(1920, 1080, List.of(ColorScheme.DARK)),
        WALL(3840, 2160, List.of(ColorScheme.LIGHT));

        private final int width;
        private final int height;
        private final List<ColorScheme> schemes;

        Width(int width, int height, List<ColorScheme> schemes) {
            this.width = width;
            this.height = height;
            this.schemes = schemes;
        }

        /** Whether axe looks: at each layout, and at each scheme. */
        boolean axe(ColorScheme scheme) {
            return this == LAPTOP || (this == PHONE && scheme == ColorScheme.LIGHT);
        }
    }

    /** Waits until a change of size or colours is painted. */
    private static final String PAINTED =
            "new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))";

    /** Of what the window shows, up to the wall. */
    void check(String name) {
        checkAll(name, List.of(Width.values()), false);
    }

    /** Of the page to its end, up to a desk. */
    void checkWhole(String name) {
        checkAll(name, List.of(Width.PHONE, Width.TABLET, Width.LAPTOP, Width.DESK), true);
    }

    private void checkAll(String name, List<Width> widths, boolean whole) {
        List<Executable> checks = new ArrayList<>();
        for (Width width : widths) {
            for (ColorScheme scheme : width.schemes) {
                checks.add(() -> check(name, width, scheme, whole));
            }
        }
        assertAll(name, checks);
        show(Width.LAPTOP, ColorScheme.LIGHT);
    }

    private void check(String name, Width width, ColorScheme scheme, boolean whole) {
        show(width, scheme);
        String file =
                "%s-%d-%s".formatted(name, width.width, scheme.name().toLowerCase(Locale.ROOT));
        if (whole) {
            screen.wholeScreenshot(file);
        } else {
            screen.screenshot(file);
        }
        screen.assertNoSidewaysScrolling();
        if (width.axe(scheme)) {
            screen.assertAccessible();
        }
    }

    private void show(Width width, ColorScheme scheme) {
        screen.page().setViewportSize(width.width, width.height);
        screen.page()
                .emulateMedia(
                        new EmulateMediaOptions()
                                .setColorScheme(scheme)
                                // Halfway between two schemes, no contrast holds.
                                .setReducedMotion(ReducedMotion.REDUCE));
        screen.page().evaluate(PAINTED);
    }
}
