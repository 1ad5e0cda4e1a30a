package dev.astir.app.dashboard;

import dev.astir.app.AppTest;
import dev.astir.app.TestApp.Person;
import dev.astir.testing.browser.Chromium;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtendWith;

/** Base of tests of pages: an organization of one, and a window where nobody is signed in yet. */
@ExtendWith(SharedBrowser.class)
abstract class PageTest extends AppTest {

    final Person admin = app().registerOrganization();

    /** Of a laptop's size, light, and English. */
    Screen screen;

    @BeforeEach
    void openWindow(Chromium chromium) {
        screen = Screen.open(chromium, app().uri());
    }

    @AfterEach
    void closeWindow() {
        screen.close();
    }
}
