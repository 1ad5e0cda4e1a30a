package dev.astir.app.dashboard;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertAll;

import dev.astir.app.AppTest;
import dev.astir.testing.browser.Chromium;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** How every part in the catalogue looks, and whether axe finds something in it. */
@ExtendWith(SharedBrowser.class)
class CataloguePagesTest extends AppTest {

    @Test
    void partsAreAccessibleAndFitTheScreen(Chromium chromium) {
        try (Screen screen = Screen.open(chromium, app().uri())) {
            screen.signIn(app().registerOrganization().email());
            screen.page().navigate("/catalogue");
            assertThat(screen.heading()).hasText("Parts");
            List<String> parts = screen.find("a[href^='/catalogue/']").allInnerTexts();
            assertThat(parts).contains("person");
            assertAll(parts.stream().map(part -> () -> check(screen, part)));
        }
    }

    private static void check(Screen screen, String part) {
        screen.page().navigate("/catalogue/" + part);
        assertThat(screen.heading()).hasText(part);
        assertThat(screen.find(".example").first()).isVisible();
        new Looks(screen).checkWhole("catalogue-" + part);
        assertThat(screen.takeComplaints()).as("complaints of %s", part).isEmpty();
    }
}
