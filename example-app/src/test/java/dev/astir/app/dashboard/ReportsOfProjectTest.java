package dev.astir.app.dashboard;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Clock;
import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.SelectOption;
import dev.astir.app.TestApp.Person;
import dev.astir.app.timeline.TestSpans;
import dev.astir.protocol.Span;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Reports of one project, and applications that are opened into their sites. */
class ReportsOfProjectTest extends PageTest {

    private static final Instant NINE = Instant.parse("2026-11-26T08:00:00Z");

    private final Office office = new Office(app(), admin);
    private final Person eve = office.add("Eve Adams", "Europe/Berlin");
    private final Person bob = office.add("Bob Okafor", "Europe/Berlin");
    private final UUID core = project("Astir core");

    /**
     * Eve: on Thursday two hours on the project, of which one and a half on sites, and an hour on
     * none; half an hour on the Thursday before. Bob: an hour on Tuesday, and as much idle.
     */
    @BeforeEach
    void record() {
        screen.page().clock().install(new Clock.InstallOptions().setTime(Date.from(Office.NOW)));
        office.store(
                eve,
                List.of(
                        active(NINE, 1_800, "vim", null),
                        active(NINE.plusSeconds(1_800), 3_600, "Firefox", "github.com"),
                        active(NINE.plusSeconds(5_400), 1_800, "Firefox", "zammad.com"),
                        active(NINE.plusSeconds(7_200), 3_600, "Slack", null)));
        works(eve, NINE, 7_200);
        Instant before = NINE.minusSeconds(7 * 86_400);
        office.store(eve, List.of(active(before, 1_800, "Firefox", "github.com")));
        works(eve, before, 1_800);
        Instant tuesday = NINE.minusSeconds(2 * 86_400);
        office.store(
                bob,
                List.of(
                        active(tuesday, 3_600, "vim", null),
                        Office.idle(tuesday.plusSeconds(3_600), tuesday.plusSeconds(7_200))));
        works(bob, tuesday, 7_200);
    }

    @Test
    void aProjectHasItsOwnFigures() {
        screen.signIn(admin.email());
        screen.page().navigate("/reports");
        assertThat(screen.find(".score .formula")).containsText("4h 00m");
        screen.find("select[name=project]").selectOption(new SelectOption().setLabel("Astir core"));
        assertThat(screen.page()).hasURL(Pattern.compile("/reports\\?project=" + core + "$"));
        assertThat(screen.find(".score .figure")).containsText("75");
        assertThat(screen.find(".score .figure")).containsText("week before 100");
        assertThat(screen.find(".score .formula")).containsText("100 × 3h 00m ÷ (3h 00m + 1h 00m)");
        // People in the order of their names.
        assertThat(rows("By person"))
                .hasText(
                        new Pattern[] {
                            Pattern.compile("Bob Okafor\\s*1h 00m\\s*0m"),
                            Pattern.compile("Eve Adams\\s*2h 00m\\s*30m")
                        });
        assertThat(rows("By application"))
                .hasText(
                        new Pattern[] {
                            Pattern.compile("Firefox\\s*1h 30m\\s*30m"),
                            Pattern.compile("vim\\s*1h 30m\\s*0m")
                        });
        assertThat(rows("Active time on the project"))
                .hasText(
                        new Pattern[] {
                            Pattern.compile("Mon 23\\s*0m\\s*0m|23 Mon\\s*0m\\s*0m"),
                            Pattern.compile(".*24.*\\s*1h 00m\\s*0m"),
                            Pattern.compile(".*25.*\\s*0m\\s*0m"),
                            Pattern.compile(".*26.*\\s*2h 00m\\s*30m"),
                            Pattern.compile(".*27.*\\s*–\\s*–"),
                            Pattern.compile(".*28.*\\s*–\\s*–"),
                            Pattern.compile(".*29.*\\s*–\\s*–")
                        });
        assertThat(rows("Active hours, 12 weeks").last()).containsText("3h 00m");
        new Looks(screen).checkWhole("reports-project");

        screen.page().click(".segments >> text=Month");
        assertThat(screen.find("figure[aria-label='Active time on the project'] .line"))
                .isVisible();
        assertThat(screen.find(".score .formula")).containsText("3h 30m");
        screen.wholeScreenshot("reports-project-month-1280-light");
        screen.page().reload();
        assertThat(screen.find("select[name=project] option:checked")).hasText("Astir core");
        assertThat(screen.find(".score .formula")).containsText("3h 30m");
        // One person's: nobody else's name.
        screen.find("select[name=whom]").selectOption(new SelectOption().setLabel("Eve Adams"));
        assertThat(screen.find(".score .formula")).containsText("2h 30m");
        assertThat(screen.find("figure[aria-label='By person']")).hasCount(0);
        screen.find("select[name=project]").selectOption("");
        assertThat(screen.find(".score .formula")).containsText("3h 30m");
        assertThat(screen.find("table.heat")).isVisible();
    }

    @Test
    void itsFilesAreOfTheProject() {
        screen.signIn(admin.email());
        screen.page().navigate("/reports?project=" + core);
        assertThat(screen.find(".score .figure")).containsText("75");
        Download table =
                screen.page()
                        .waitForDownload(() -> screen.find(".page-head .download", "CSV").click());
        assertThat(table.path())
                .content()
                .contains("Bob Okafor,3600,1.00,3600,1.00", "Eve Adams,7200,2.00,0,0.00");
        // One that is not there.
        screen.page().navigate("/reports?project=" + UUID.randomUUID());
        assertThat(screen.find(".strip-state")).containsText("not here for you");
        screen.page().click("text=Show everyone");
        assertThat(screen.find("table.heat")).isVisible();
    }

    @Test
    void anEmployeeChoosesAProjectOfTheirOwn() {
        screen.signIn(eve.email());
        screen.page().navigate("/reports");
        screen.find("select[name=project]").selectOption(new SelectOption().setLabel("Astir core"));
        assertThat(screen.find(".score .formula")).containsText("2h 00m");
        assertThat(screen.find("figure[aria-label='By person']")).hasCount(0);
        assertThat(rows("By category")).hasCount(2);
    }

    @Test
    void anApplicationOpensIntoItsSites() {
        screen.signIn(admin.email());
        screen.page().navigate("/reports");
        Locator panel = screen.find(".usage-app");
        assertThat(panel.locator(".bars .row")).hasCount(3);
        assertThat(panel.locator("button.name")).hasCount(1);
        panel.locator("button.name").press("Enter");
        assertThat(panel.locator(".bars .below .name"))
                .hasText(new String[] {"github.com", "zammad.com"});
        assertThat(panel.locator(".bars .below strong")).hasText(new String[] {"1h 00m", "30m"});
        assertThat(panel.locator("button.name")).hasAttribute("aria-expanded", "true");
        assertThat(panel.locator("button.name")).isFocused();
        assertThat(rows("By application").nth(1))
                .hasText(Pattern.compile("github.com, in Firefox\\s*1h 00m\\s*30m"));
        new Looks(screen).checkWhole("reports-sites");
        // Of another period, too.
        screen.page().keyboard().press("[");
        assertThat(panel.locator(".bars .below .name")).hasText(new String[] {"github.com"});
        screen.page().keyboard().press("t");
        assertThat(panel.locator(".bars .below")).hasCount(2);
        screen.page().click(".segments >> text=As tables");
        assertThat(rows("By application")).hasCount(5);
        panel.locator("button.name").click();
        assertThat(rows("By application")).hasCount(3);
        screen.assertAccessible();
        screen.page().click(".segments >> text=Charts");
        assertThat(panel.locator(".bars .row")).hasCount(3);

        screen.page()
                .route(
                        "**/api/reports/usage?*groupBy=site*",
                        route -> route.fulfill(new Route.FulfillOptions().setStatus(503)));
        panel.locator("button.name").click();
        assertThat(panel.locator(".failure")).isVisible();
        assertThat(panel.locator("button.name")).hasAttribute("aria-expanded", "false");
    }

    private Locator rows(String heading) {
        return screen.find("figure[aria-label='%s'] table.values tbody tr".formatted(heading));
    }

    private UUID project(String name) {
        return UUID.fromString(
                admin.api()
                        .post("/api/projects", Map.of("name", name))
                        .expect(201)
                        .json()
                        .get("id")
                        .asText());
    }

    private void works(Person person, Instant start, int seconds) {
        UUID session = TestSpans.session(person, start, start.plusSeconds(seconds));
        TestSpans.execute(
                person,
                "UPDATE work_sessions SET project_id = '%s' WHERE id = '%s'"
                        .formatted(core, session));
    }

    private static Span active(Instant start, int seconds, String app, @Nullable String site) {
        return new Span(
                UUID.randomUUID().toString(),
                start,
                start.plusSeconds(seconds),
                Span.Kind.ACTIVE,
                app,
                site,
                null,
                null);
    }
}
