package dev.astir.app.dashboard;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.assertions.LocatorAssertions.ContainsTextOptions;
import com.microsoft.playwright.assertions.LocatorAssertions.HasTextOptions;
import dev.astir.app.TestApp;
import dev.astir.app.TestApp.Person;
import dev.astir.testing.browser.Chromium;
import dev.astir.testing.net.Ports;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(SharedBrowser.class)
class DashboardRestartTest {

    /** Reconnecting is spread over up to 20 s, and the app takes some seconds itself. */
    private static final HasTextOptions PATIENTLY = new HasTextOptions().setTimeout(60_000);

    private static final ContainsTextOptions PATIENTLY_CONTAINING =
            new ContainsTextOptions().setTimeout(60_000);

    @TempDir Path home;

    @Test
    void pagesRecoverByThemselvesWhenTheServerRestarts(Chromium chromium) throws IOException {
        Map<String, String> settings =
                Map.of(
                        "ASTIR_HOME", home.toString(),
                        "ASTIR_PORT", Integer.toString(Ports.free()));
        TestApp app = TestApp.start(settings);
        Person person = app.registerOrganization();
        try (Screen now = Screen.open(chromium, app.uri());
                Screen feed = Screen.open(chromium, app.uri());
                Desk desk = Desk.enrol(app.uri(), DashboardTest.enrolmentToken(person))) {
            // Both come back as soon as pages do.
            now.page().addInitScript("Math.random = () => 0");
            feed.page().addInitScript("Math.random = () => 0");
            desk.uses("xterm");
            now.signIn(person.email());
            assertThat(now.person("Ada Admin")).containsText("xterm");
            feed.signIn(person.email());
            feed.go("Feed");
            feed.awaitLiveFeed();
            DashboardTest.publish(person, "Before the restart");
            assertThat(feed.article("Before the restart")).hasCount(1);

            app.close();
            assertThat(now.find(".connection")).containsText("Reconnecting", PATIENTLY_CONTAINING);
            // Old data is never shown as new.
            Locator lost = now.find("astir-connection-lost");
            assertThat(lost).containsText("Connection lost. This is how it was at ");
            assertThat(lost).containsText("Trying again");
            assertThat(now.find(".office.stale")).containsText("Ada Admin");
            assertThat(now.find(".office .mark:visible")).hasCount(0);
            assertThat(feed.find("astir-connection-lost"))
                    .containsText("Connection lost.", PATIENTLY_CONTAINING);
            now.screenshot("now-lost-1280-light");
            now.assertAccessible();
            lost.getByText("Try now").click();
            assertThat(lost).containsText("Connection lost.");
            desk.uses("Firefox");

            app = TestApp.start(settings);
            DashboardTest.publish(person, "After the restart");

            assertThat(now.find(".connection")).hasText("Live", PATIENTLY);
            assertThat(feed.find("activity-feed [part=status]")).hasText("Live", PATIENTLY);
            assertThat(feed.article("After the restart")).hasCount(1);
            assertThat(feed.article("Before the restart")).hasCount(1);
            assertThat(now.person("Ada Admin")).containsText("Firefox", PATIENTLY_CONTAINING);
            assertThat(now.find("astir-connection-lost .panel")).hasCount(0);
            assertThat(now.find(".office.stale")).hasCount(0);
        } finally {
            app.close();
        }
    }
}
