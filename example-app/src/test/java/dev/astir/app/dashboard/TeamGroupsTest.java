package dev.astir.app.dashboard;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Clock;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.SelectOption;
import dev.astir.app.TestApp.Person;
import dev.astir.app.teams.TestTeams;
import dev.astir.app.timeline.TestSpans;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** People below the heads of their teams, which say what they come to, and fold. */
class TeamGroupsTest extends PageTest {

    private static final Instant NINE = Instant.parse("2026-11-26T08:00:00Z");

    private final Office office = new Office(app(), admin);
    private final UUID platform = TestTeams.create(admin, "Platform");
    private final UUID design = TestTeams.create(admin, "Design");

    @BeforeEach
    void thatAfternoon() {
        screen.page().clock().install(new Clock.InstallOptions().setTime(Date.from(Office.NOW)));
    }

    @Test
    void aHeadSumsItsTeam() {
        works("Eve Adams", platform, 3_600, 600, "active");
        works("Bob Okafor", platform, 5_400, 0, "idle");
        works("Ines Costa", design, 1_800, 1_200, "active");
        screen.signIn(admin.email());
        screen.page().navigate("/team");
        // Few people are one list, until somebody chooses.
        assertThat(heads()).hasCount(0);
        team().selectOption(new SelectOption().setLabel("By team"));
        assertThat(screen.page()).hasURL(Pattern.compile("/team\\?team=by-team$"));
        assertThat(heads()).hasCount(3);
        assertThat(heads().nth(0)).containsText("Design");
        assertThat(heads().nth(1)).containsText("Platform");
        assertThat(heads().nth(2)).containsText("No team");
        assertThat(head("Platform").locator(".cell"))
                .containsText(new String[] {"Platform", "1 active", "2h 30m", "10m", "100%"});
        assertThat(head("Design").locator(".cell"))
                .containsText(new String[] {"Design", "1 active", "30m", "20m", "100%"});
        // Below their head, and in it by the sort.
        assertThat(screen.find("[data-row] .name, [data-row] .a-person strong, .fold strong"))
                .hasText(
                        new String[] {
                            "Design",
                            "Ines Costa",
                            "Platform",
                            "Bob Okafor",
                            "Eve Adams",
                            "No team",
                            "Ada Admin"
                        });
        screen.page().click("th >> text=Idle");
        assertThat(screen.find("[data-row] .a-person strong"))
                .hasText(new String[] {"Ines Costa", "Eve Adams", "Bob Okafor", "Ada Admin"});

        // Filters are for the sums, too; who is alone in a team has a head.
        screen.page().keyboard().press("/");
        screen.page().keyboard().type("eve");
        assertThat(heads()).hasCount(1);
        assertThat(head("Platform").locator(".cell").nth(2)).hasText("1h 00m");
        screen.page().keyboard().press("Escape");
        team().selectOption(new SelectOption().setLabel("Design"));
        assertThat(heads()).hasCount(0);
        assertThat(screen.find("[data-row]")).hasCount(1);
    }

    @Test
    void aTeamFoldsByPointerAndKeys() {
        works("Eve Adams", platform, 3_600, 600, "active");
        works("Ines Costa", design, 1_800, 1_200, "active");
        screen.signIn(admin.email());
        screen.page().navigate("/team?team=by-team");
        Locator people = screen.find("[data-row] .a-person strong");
        assertThat(people).hasText(new String[] {"Ines Costa", "Eve Adams", "Ada Admin"});

        head("Platform").locator(".fold").click();
        assertThat(people).hasText(new String[] {"Ines Costa", "Ada Admin"});
        assertThat(head("Platform").locator(".fold")).hasAttribute("aria-expanded", "false");
        assertThat(head("Platform")).containsText("1h 00m");
        screen.page().keyboard().press("ArrowRight");
        assertThat(people).hasText(new String[] {"Ines Costa", "Eve Adams", "Ada Admin"});
        screen.page().keyboard().press("Home");
        assertThat(head("Design").locator(".fold")).isFocused();
        screen.page().keyboard().press("ArrowLeft");
        assertThat(people).hasText(new String[] {"Eve Adams", "Ada Admin"});
        screen.page().keyboard().press("Enter");
        assertThat(people).hasText(new String[] {"Ines Costa", "Eve Adams", "Ada Admin"});
        screen.page().keyboard().press("ArrowDown");
        assertThat(screen.find("[data-row]:focus")).containsText("Ines Costa");

        screen.page().getByLabel("Fold all teams").click();
        assertThat(people).hasCount(0);
        screen.assertAccessible();
        // They stay folded while somebody looks elsewhere.
        screen.go("Now");
        screen.page().goBack();
        assertThat(heads()).hasCount(3);
        assertThat(people).hasCount(0);
        screen.page().getByLabel("Unfold all teams").click();
        assertThat(people).hasCount(3);
    }

    @Test
    void twoHundredPeopleStandByTeam() {
        Crowd.arrive(app(), admin, 199);
        List<String> names = List.of("Platform", "Customer support", "Design", "Mobile", "Sales");
        for (String name : names.subList(1, names.size())) {
            if (!name.equals("Design")) {
                TestTeams.create(admin, name);
            }
        }
        TestSpans.execute(
                admin,
                """
                UPDATE users SET team_id = t.id
                FROM (SELECT id, row_number() OVER (ORDER BY name) AS n FROM teams) t
                WHERE users.email LIKE 'crowd-%' AND right(split_part(users.email, '@', 1), 1)::int / 2 + 1 = t.n
                """);
        TestSpans.execute(
                admin,
                """
                INSERT INTO intervals (organization_id, source_id, id, person_id, started_at, ended_at,
                                       device_started_at, source, kind, app, received_at)
                SELECT organization_id, id, gen_random_uuid(), user_id, at, at + length, at, 'agent', kind, app,
                       now()
                FROM agents, generate_series(0, 6) AS hour,
                     LATERAL (VALUES
                         ('active', timestamptz '2026-11-26T07:10:00Z' + hour * interval '1 hour',
                          interval '50 minutes',
                          (ARRAY['vim', 'Slack', 'Figma', 'Firefox'])[1 + hour % 4]),
                         ('idle', timestamptz '2026-11-26T08:00:00Z' + hour * interval '1 hour',
                          interval '5 minutes', NULL)) AS done (kind, at, length, app)
                """);
        screen.signIn(admin.email());
        screen.page().navigate("/team");
        assertThat(screen.find(".page-head")).containsText("200 people");
        assertThat(team().locator("option:checked")).hasText("By team");
        assertThat(screen.find("astir-table table")).hasAttribute("aria-rowcount", "207");
        assertThat(heads().first()).containsText("Customer support");
        assertThat(heads().first().locator(".fold .muted")).hasText("39");
        assertThat(heads().first()).containsText("228h");
        assertThat(screen.find("astir-table [data-row]").count()).isLessThan(60);
        new Looks(screen).check("team-200-by-team");

        // The head of the team that goes by stays in sight.
        screen.page().evaluate("scrollTo(0, 3000)");
        assertThat(head("Design").locator("th")).isInViewport();
        assertThat(screen.find("astir-table [data-row]").count()).isLessThan(60);
        screen.page()
                .evaluate(
                        "new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))");
        screen.screenshot("team-200-scrolled-1280-light");

        screen.page().evaluate("scrollTo(0, 0)");
        screen.page().getByLabel("Fold all teams").click();
        assertThat(screen.find("astir-table [data-row]")).hasCount(6);
        new Looks(screen).check("team-200-folded");

        // The other way is kept in the address.
        team().selectOption(new SelectOption().setLabel("All teams"));
        assertThat(screen.page()).hasURL(Pattern.compile("/team\\?team=all$"));
        assertThat(heads()).hasCount(0);
        assertThat(screen.find("astir-table table")).hasAttribute("aria-rowcount", "201");
    }

    private Locator team() {
        return screen.find("select[aria-label=Team]");
    }

    private Locator heads() {
        return screen.find("astir-table tr.group");
    }

    private Locator head(String name) {
        return screen.find("astir-table tr.group", name);
    }

    private void works(String name, UUID team, int active, int idle, String state) {
        Person person = office.add(name, "Europe/Berlin");
        TestTeams.move(admin, person, team);
        Instant until = NINE.plusSeconds(active);
        office.store(person, List.of(Office.active(NINE, until, "vim")));
        if (idle > 0) {
            office.store(person, List.of(Office.idle(until, until.plusSeconds(idle))));
        }
        office.isAt(person, state, state.equals("active") ? "vim" : null, null, 5);
    }
}
