package dev.astir.quickstart;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.Cookie;
import dev.astir.stream.ActivityEvent;
import dev.astir.stream.ActivityStream;
import dev.astir.stream.Entity;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The page, in the system's Chromium, signed in by its cookie. */
class PageTest {
    private static final List<String> NAMES =
            List.of("chromium", "chromium-browser", "google-chrome", "google-chrome-stable");
    private static final List<String> FLAGS =
            List.of(
                    "--headless",
                    "--no-sandbox",
                    "--disable-gpu",
                    "--disable-quic",
                    "--no-first-run",
                    "--disable-background-networking",
                    "--disable-component-update",
                    "--disable-sync");

    @Test
    void showsWhatHappensAsItHappens() throws Exception {
        PlaywrightAssertions.setDefaultAssertionTimeout(60_000);
        try (RunningApplication application = new RunningApplication();
                Playwright playwright =
                        Playwright.create(
                                new Playwright.CreateOptions()
                                        .setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")))) {
            publish(application, "Fix login");
            BrowserContext browser =
                    playwright
                            .chromium()
                            .launch(
                                    new BrowserType.LaunchOptions()
                                            .setExecutablePath(executable())
                                            .setArgs(FLAGS))
                            .newContext();
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

    private static Path executable() {
        return Stream.of(System.getenv("PATH").split(File.pathSeparator))
                .flatMap(folder -> NAMES.stream().map(name -> Path.of(folder, name)))
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow(() ->
                        new AssertionError(
                                "Chromium is missing; on Debian: apt-get install chromium"));
    }
}
