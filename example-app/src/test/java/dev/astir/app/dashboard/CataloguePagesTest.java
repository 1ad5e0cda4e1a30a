package dev.astir.app.dashboard;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertAll;

import com.microsoft.playwright.options.ColorScheme;
import dev.astir.app.AppTest;
import dev.astir.testing.browser.Chromium;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How every part in the catalogue looks, and whether axe finds something in it. */
@ExtendWith(SharedBrowser.class)
class CataloguePagesTest extends AppTest {

    @ParameterizedTest
    @CsvSource({"390, 844, LIGHT", "390, 844, DARK", "1280, 800, LIGHT", "1280, 800, DARK"})
    void partsAreAccessibleAndFitTheScreen(
            int width, int height, ColorScheme scheme, Chromium chromium) {
        String suffix = "-%d-%s".formatted(width, scheme.name().toLowerCase(Locale.ROOT));
        try (Screen screen = Screen.open(chromium, app().uri(), width, height, scheme)) {
            screen.signIn(app().registerOrganization().email());
            screen.page().navigate("/catalogue");
            assertThat(screen.heading()).hasText("Parts");
            List<String> parts = screen.find("a[href^='/catalogue/']").allInnerTexts();
            assertThat(parts).contains("person");
            assertAll(parts.stream().map(part -> () -> check(screen, part, suffix)));
        }
    }

    private static void check(Screen screen, String part, String suffix) {
        screen.page().navigate("/catalogue/" + part);
        assertThat(screen.heading()).hasText(part);
        assertThat(screen.find(".example").first()).isVisible();
        screen.wholeScreenshot("catalogue-" + part + suffix);
        screen.assertNoSidewaysScrolling();
        screen.assertAccessible();
        assertThat(screen.takeComplaints()).as("complaints of %s", part).isEmpty();
    }
}
