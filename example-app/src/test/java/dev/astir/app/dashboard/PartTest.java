package dev.astir.app.dashboard;

import com.microsoft.playwright.options.ColorScheme;
import dev.astir.app.AppTest;
import dev.astir.testing.browser.Chromium;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Base of the tests of single parts, each on its page of the catalogue. Whoever looks at them signs
 * in once for all tests of a class; windows have nothing else in common.
 */
@ExtendWith(SharedBrowser.class)
abstract class PartTest extends AppTest {

    private static String cookies = "";

    @BeforeAll
    static void signIn(Chromium chromium) {
        try (Screen screen = Screen.open(chromium, app().uri())) {
            screen.signIn(app().registerOrganization().email());
            cookies = screen.page().context().storageState();
        }
    }

    /** A window of somebody who is signed in. */
    static Screen open(Chromium chromium, int width, int height, ColorScheme scheme) {
        return Screen.open(
                chromium,
                app().uri(),
                Chromium.window(width, height, scheme).setStorageState(cookies));
    }

    /** A window that shows a part. */
    static Screen open(Chromium chromium, String part, int width, int height, ColorScheme scheme) {
        Screen screen = open(chromium, width, height, scheme);
        screen.page().navigate("/catalogue/" + part);
        return screen;
    }

    /** The same, of a laptop's size and light. */
    static Screen open(Chromium chromium, String part) {
        return open(chromium, part, 1280, 800, ColorScheme.LIGHT);
    }
}
