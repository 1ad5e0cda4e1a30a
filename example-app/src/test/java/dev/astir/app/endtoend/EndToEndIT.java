package dev.astir.app.endtoend;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import dev.astir.app.dashboard.Screen;
import dev.astir.testing.browser.Chromium;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * One person's window, from an X server to a browser. It waits patiently, because machines differ,
 * and prints the delays, which are expected to be below two seconds.
 */
class EndToEndIT {

    @TempDir private Path folder;

    @Test
    void showsAPersonsWindowLiveAndRecoversAfterTheAppWasKilled() throws Exception {
        try (AppProcess app = AppProcess.start(folder.resolve("app"));
                Desk desk = Desk.open();
                Chromium browser = Chromium.launch()) {
            SignedIn ada =
                    SignedIn.register(app.url(), "Lumen", "Ada Lovelace", "ada@lumen.example");
            desk.openWindow("Editor", "notes");
            desk.openWindow("Mailer", "inbox");
            desk.switchTo("Editor");
            Path agentHome = folder.resolve("agent");
            try (AgentProcess agent =
                    AgentProcess.enrol(agentHome, desk, app.url(), ada.enrolmentToken())) {
                Screen now = Screen.open(browser, app.url());
                now.signInByForm(ada.email());
                Locator person = now.person("Ada Lovelace");
                shows(person, "Editor");
                Screen feed = Screen.open(browser, app.url());
                feed.signInByForm(ada.email());
                feed.go("Feed");
                Locator events = feed.find("activity-feed");
                shows(events, "Ada Lovelace");

                Instant switched = Instant.now();
                desk.switchTo("Mailer");
                shows(person, "Mailer");
                report("window to page Now", switched);
                shows(events, "Mailer");
                report("window to feed", switched);
                now.screenshot("end-to-end-now");
                feed.screenshot("end-to-end-feed");

                List<String> before = ada.feed();
                app.kill();
                desk.switchTo("Editor");
                System.out.printf("kill -9 to ready again: %d ms%n", app.restart().toMillis());
                Instant ready = Instant.now();
                shows(person, "Editor");
                report("ready again to page Now, by itself", ready);
                assertThat(ada.feed()).as("the feed after the crash").containsAll(before);

                agent.kill();
                agent.run();
                desk.openWindow("Browser", "news");
                desk.switchTo("Browser");
                shows(person, "Browser");
                shows(events, "Browser");
            }
        }
    }

    private static void shows(Locator place, String text) {
        assertThat(place).containsText(text);
    }

    private static void report(String what, Instant since) {
        System.out.printf("%s: %d ms%n", what, Duration.between(since, Instant.now()).toMillis());
    }
}
