package dev.astir.quickstart;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.Cookie;
import dev.astir.stream.ActivityEvent;
import dev.astir.stream.ActivityStream;
import dev.astir.stream.Entity;
import dev.astir.testing.browser.Chromium;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** The page, in the system's Chromium, signed in by its cookie. */
class PageTest {

    @Test
    void showsWhatHappensAsItHappens() throws Exception {
        try (RunningApplication application = new RunningApplication();
                Chromium chromium = Chromium.launch()) {
            publish(application, "Fix login");
            BrowserContext browser = chromium.open(Chromium.window(1000, 700, ColorScheme.LIGHT));
            String address = "http://" + application.host() + "/";
            browser.addCookies(List.of(new Cookie("session", "alice.team-1").setUrl(address)));
            Page page = browser.newPage();
            page.navigate(address);
            Locator feed = page.locator("activity-feed");
            assertThat(feed).containsText("Fix login");

            publish(application, "Write the quick start");

            assertThat(feed).containsText("Write the quick start");
        }
    }

    private static void publish(RunningApplication application, String task) throws Exception {
        application
                .bean(ActivityStream.class)
                .publish(
                        "team-1",
                        ActivityEvent.of(
                                "task.completed", "bob", Entity.of("task", "42", task), Map.of()))
                .get(30, TimeUnit.SECONDS);
    }
}
