package dev.astir.app.dashboard;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import dev.astir.app.identity.Role;
import dev.astir.app.jobs.TestRuns;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The page about what the app does by itself. */
class JobsPageTest extends PageTest {

    private static final List<String> USED =
            List.of("mails", "partitions", "retention", "summaries", "sweeps");

    @AfterEach
    void leaveThemWaiting() {
        USED.forEach(job -> TestRuns.waiting(app(), job));
    }

    @Test
    void administratorsSeeHowJobsStandAndHaveOneRun() {
        leaveThemWaiting();
        TestRuns.succeeded(app(), "sweeps", Duration.ofMillis(120));
        TestRuns.succeeded(app(), "mails", Duration.ofSeconds(12));
        TestRuns.failed(app(), "retention", "In 2 of 40 steps, not all could be deleted.");
        TestRuns.failed(app(), "retention", "The database did not answer.");
        TestRuns.running(app(), "summaries");
        screen.signIn(admin.email());
        screen.page().navigate("/admin/jobs");

        assertThat(screen.heading()).hasText("Jobs");
        assertThat(screen.find(".page-head p")).containsText("1 failing");
        assertThat(screen.find(".trouble article")).containsText("The database did not answer.");
        assertThat(screen.find(".trouble article")).containsText("The last 2 runs failed.");
        assertThat(row("sweeps")).containsText("Works");
        assertThat(row("sweeps")).containsText("took less than a second");
        assertThat(row("sweeps")).containsText("every hour");
        assertThat(row("mails")).containsText("took 12 s");
        assertThat(row("partitions")).containsText("every day at");
        assertThat(row("retention")).containsText("Failed 2 times");
        assertThat(row("summaries")).containsText("Running");
        assertThat(row("summaries").locator("button")).isDisabled();
        new Looks(screen).checkWhole("admin-jobs");

        screen.page().getByLabel("Run Sweeps now").click();

        assertThat(screen.find("astir-undo")).containsText("“Sweeps” runs in a moment.");
        assertThat(row("sweeps")).containsText("About to run");
        assertThat(row("sweeps").locator("button")).isDisabled();
        screen.page().navigate("/admin/audit");
        assertThat(screen.find(".trail li").first()).containsText("had the job “sweeps” run");
    }

    /** Somebody else was quicker. */
    @Test
    void whatRunsAlreadyIsSaid() {
        leaveThemWaiting();
        screen.signIn(admin.email());
        screen.page().navigate("/admin/jobs");
        assertThat(row("partitions")).containsText("Not run yet");
        // Not before it is pressed: the page looks again by itself, and would take the button away.
        screen.page()
                .route(
                        "**/api/jobs/partitions/run",
                        route -> {
                            TestRuns.running(app(), "partitions");
                            route.resume();
                        });

        screen.page().getByLabel("Run Partitions of the feed now").click();

        assertThat(screen.find("[role=alert]")).containsText("runs already");
        assertThat(row("partitions")).containsText("Running");
    }

    @Test
    void nobodyElseSeesThem() {
        screen.signIn(app().addUser(admin, Role.MANAGER, "Mia").email());
        screen.page().navigate("/admin/jobs");
        assertThat(screen.find("main")).containsText("This page is not here for you");
    }

    private Locator row(String name) {
        return screen.find("astir-table tbody tr[data-row='%s']".formatted(name));
    }
}
