package dev.astir.app.dashboard;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import dev.astir.app.AppTest;
import dev.astir.testing.browser.Chromium;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What {@link Screen} looks for is found where it is. */
@ExtendWith(SharedBrowser.class)
class ScreenTest extends AppTest {

    @Test
    void failsWithWhatIsWrongWithAPage(Chromium chromium) {
        try (Screen screen = Screen.open(chromium, app().uri())) {
            screen.page().navigate("/");
            assertThat(screen.heading()).hasText("Sign in to Astir");
            screen.assertAccessible();
            screen.page()
                    .evaluate(
                            "[...document.querySelector('#email').labels].forEach((label) => label.remove())");
            assertThatThrownBy(screen::assertAccessible)
                    .hasMessageContaining("label: <input id=\"email\"");
            screen.page().evaluate("document.body.style.width = '2000px'");
            assertThatThrownBy(screen::assertNoSidewaysScrolling).hasMessageContaining("overflow");
        }
    }

    /** Of two flags of a kind the last one counts; it must say what Playwright's says as well. */
    @Test
    void theBrowserLacksNoneOfPlaywrightsFlags(Chromium chromium) {
        try (BrowserContext window = chromium.open(Chromium.window(1280, 800, ColorScheme.LIGHT))) {
            Page page = window.newPage();
            page.navigate("chrome://version");
            List<Set<String>> off =
                    Pattern.compile("--disable-features=(\\S+)")
                            .matcher(page.locator("#command_line").innerText())
                            .results()
                            .map(flag -> Set.of(flag.group(1).split(",")))
                            .toList();
            assertThat(off).hasSizeGreaterThan(1);
            off.forEach(earlier -> assertThat(off.getLast()).containsAll(earlier));
        }
    }
}
