package dev.astir.app.dashboard;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.ColorScheme;
import dev.astir.app.TestApp.Person;
import dev.astir.app.alerts.TestAlerts;
import dev.astir.app.identity.Role;
import dev.astir.app.notifications.AlertRows;
import dev.astir.app.teams.TestTeams;
import dev.astir.testing.browser.Chromium;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Alerts on their page: what is open, what its person says, and who resolves it. */
class AlertsPageTest extends PageTest {

    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

    private Person tess;
    private Person mia;
    private Person bob;
    private Instant now;
    private UUID longDay;
    private UUID forgotten;

    @BeforeEach
    void work() {
        tess = app().addUser(admin, Role.MANAGER, "Tess Marsh");
        mia = app().addUser(admin, Role.EMPLOYEE, "Mia Ferrari");
        bob = app().addUser(admin, Role.EMPLOYEE, "Bob Okafor");
        UUID red = TestTeams.create(admin, "Red", tess);
        TestTeams.move(admin, mia, red);
        TestTeams.move(admin, bob, red);
        now = Instant.now().truncatedTo(ChronoUnit.MICROS);
        LocalDate yesterday = now.atZone(BERLIN).toLocalDate().minusDays(1);
        worked(mia, yesterday, 8, 13);
        worked(mia, yesterday, 14, 19);
        worked(bob, yesterday, 9, 18);
        longDay =
                open(
                        mia,
                        "overtime",
                        1_200,
                        "{\"period\":\"day\",\"day\":\"%1$s\",\"from\":\"%1$s\",\"to\":\"%1$s\",\"endsAt\":\"%2$s\",\"limitSeconds\":32400,\"workedSeconds\":36000}"
                                .formatted(yesterday, at(yesterday.plusDays(1), 0)));
        forgotten =
                open(
                        bob,
                        "session-forgotten",
                        600,
                        "{\"startTime\":\"%s\",\"idleSince\":\"%s\",\"limitSeconds\":14400}"
                                .formatted(at(yesterday, 9), at(yesterday, 18)));
        UUID away =
                open(
                        bob,
                        "idle",
                        7_200,
                        "{\"idleSince\":\"%s\",\"limitSeconds\":300}"
                                .formatted(now.minusSeconds(7_500)));
        set(away, "closed_at = '%s'".formatted(now.minusSeconds(6_000)));
    }

    @Test
    void aManagerReadsTheStoryAndResolvesWithANote() {
        set(
                forgotten,
                "explanation = 'I left at six and forgot to stop it.', explained_at = '%s'"
                        .formatted(now.minusSeconds(60)));
        screen.signIn(tess.email());
        screen.go("Alerts");

        assertThat(screen.find(".alert-list h2")).hasText(new String[] {"Open", "Resolved lately"});
        assertThat(screen.find(".alert-row")).hasCount(3);
        assertThat(screen.find(".segments [aria-pressed=true]")).hasText("Open 2");
        Locator pane = screen.find("astir-alert-detail");
        assertThat(pane.locator("h2")).hasText("Session left running overnight");
        assertThat(pane.locator(".story"))
                .containsText(
                        Pattern.compile(
                                "Rule: a session over midnight, without input for 4h 00m\\. Bob Okafor was told"));
        assertThat(pane.locator("blockquote")).hasText("I left at six and forgot to stop it.");
        assertThat(pane.locator(".evidence .stretch")).containsText("running, no input for");
        assertThat(pane.locator("header a.button")).hasText("Open the day");
        screen.screenshot("alerts-manager-1280-light");

        screen.find("#note").fill("Fine, thanks.");
        screen.page().keyboard().press("Escape");
        screen.page().keyboard().press("e");

        assertThat(screen.find(".segments [aria-pressed=true]")).hasText("Open 1");
        assertThat(screen.find(".alert-row[data-key='%s']".formatted(forgotten)))
                .containsText("“Fine, thanks.” Tess Marsh");
        assertThat(pane.locator("h2")).hasText(Pattern.compile("Long day: 10h 00m of work"));
        assertThat(screen.find(".alert-row:focus")).containsText("Mia Ferrari");
    }

    @Test
    void hoursThatWereCorrectedAreNoLongDayAnyMore() {
        set(longDay, "closed_at = now(), details = jsonb_set(details, '{workedSeconds}', '30600')");

        screen.signIn(tess.email());
        screen.page().navigate("/alerts/" + longDay);

        assertThat(screen.find("astir-alert-detail h2"))
                .hasText("Not a long day any more: 8h 30m of work, limit 9h 00m");
        assertThat(screen.find("astir-alert-detail .story"))
                .containsText("No longer over the limit");
    }

    @Test
    void keysGoThroughTheListAndFiltersStayInTheAddress() {
        screen.signIn(tess.email());
        screen.page().keyboard().press("g");
        screen.page().keyboard().press("a");
        assertThat(screen.heading()).hasText("Alerts");
        assertThat(screen.find(".alert-row")).hasCount(3);

        screen.page().keyboard().press("j");
        assertThat(screen.find(".alert-row:focus")).containsText("Bob Okafor");
        screen.page().keyboard().press("j");
        assertThat(screen.find(".alert-row:focus")).containsText("Mia Ferrari");
        assertThat(screen.find("astir-alert-detail h2"))
                .hasText("Long day: 10h 00m of work, limit 9h 00m");
        assertThat(screen.page()).hasURL(Pattern.compile("/alerts/" + longDay + "$"));
        screen.page().keyboard().press("Enter");
        assertThat(screen.find("astir-alert-detail h2")).isFocused();
        screen.page().keyboard().press("Escape");
        assertThat(screen.find(".alert-row:focus")).containsText("Mia Ferrari");
        screen.page().keyboard().press("e");
        assertThat(screen.find("astir-question")).containsText("Resolve it without a note?");
        screen.page().keyboard().press("Escape");

        screen.find(".tools select").first().selectOption("session-forgotten");
        assertThat(screen.find(".alert-row")).hasCount(1);
        assertThat(screen.page()).hasURL(Pattern.compile("type=session-forgotten"));
        screen.find(".tools select").nth(1).selectOption(bob.userId().toString());
        screen.page().reload();
        assertThat(screen.find(".alert-row")).hasCount(1);
        assertThat(screen.find(".tools select").nth(1).locator("option:checked"))
                .hasText("Bob Okafor");
        screen.find(".tools select").first().selectOption("overtime");
        assertThat(screen.find("main")).containsText("No alert matches.");
        screen.page().click("text=Clear filters");
        assertThat(screen.find(".alert-row")).hasCount(3);
    }

    /** Her own words; those of others she does not see. */
    @Test
    void thePersonConcernedExplains() {
        screen.signIn(mia.email());
        screen.go("Alerts");
        assertThat(screen.find(".alert-row")).hasCount(1);
        assertThat(screen.find(".alert-row")).containsText("waits for your explanation");
        Locator pane = screen.find("astir-alert-detail");
        assertThat(pane.locator("form.resolution")).hasCount(0);
        pane.locator("button", having("Explain")).click();
        assertThat(screen.find("#explanation-wrong")).isVisible();

        screen.find("#explanation").fill("Month end, agreed with Tess.");
        pane.locator("button", having("Explain")).click();

        assertThat(pane.locator("blockquote")).hasText("Month end, agreed with Tess.");
        assertThat(screen.find(".alert-row")).containsText("answered");
        screen.screenshot("alerts-own-1280-light");
        screen.page().navigate("/alerts/" + forgotten);
        assertThat(screen.find("main")).containsText("This alert is not here for you.");
    }

    @Test
    void anAlertAppearsLive() {
        screen.signIn(tess.email());
        screen.go("Alerts");
        assertThat(screen.find(".alert-row")).hasCount(3);
        assertThat(screen.find(".connection")).hasText("Live");

        TestAlerts.open(app(), mia);

        assertThat(screen.find(".alert-row")).hasCount(4);
        assertThat(screen.find(".alert-row").first()).containsText("atlas silent since");
        mia.api()
                .post("/api/alerts/%s/explanation".formatted(longDay), Map.of("text", "Month end"))
                .expect(200);
        assertThat(screen.find(".alert-row[data-key='%s']".formatted(longDay)))
                .containsText("explained by Mia Ferrari");
    }

    @Test
    void everySizeAndSchemeIsFitToBeRead() {
        set(
                forgotten,
                "explanation = 'I left at six and forgot to stop it.', explained_at = '%s'"
                        .formatted(now.minusSeconds(60)));
        screen.signIn(admin.email());
        screen.page().navigate("/alerts/" + forgotten);
        assertThat(screen.find("blockquote")).isVisible();
        assertThat(screen.find(".evidence")).isVisible();
        new Looks(screen).check("alerts");
        screen.page().navigate("/alerts");
        assertThat(screen.find(".evidence")).isVisible();
        new Looks(screen).check("alerts-list");
    }

    @Test
    void onAPhoneTheDetailIsAPage(Chromium chromium) {
        try (Screen phone = Screen.open(chromium, app().uri(), 390, 844, ColorScheme.LIGHT)) {
            phone.signIn(tess.email());
            phone.page().navigate("/alerts");
            assertThat(phone.find(".alert-row")).hasCount(3);
            assertThat(phone.find("astir-alert-detail")).hasCount(0);
            phone.find(".alert-row", "Mia Ferrari").click();
            assertThat(phone.find("astir-alert-detail h2")).hasText(Pattern.compile("Long day"));
            phone.screenshot("alerts-detail-390-light");
            phone.assertNoSidewaysScrolling();
            phone.find("main").getByText("All alerts").click();
            assertThat(phone.find(".alert-row")).hasCount(3);
            phone.page().goBack();
            assertThat(phone.find("astir-alert-detail h2")).isVisible();
        }
    }

    @Test
    void whereNothingIsThereItSaysWhatComes() {
        Person other = app().registerOrganization();
        screen.signIn(other.email());
        screen.go("Alerts");
        assertThat(screen.find("main")).containsText("Nothing is open");
        screen.screenshot("alerts-empty-1280-light");
        screen.assertAccessible();
    }

    private static Locator.LocatorOptions having(String text) {
        return new Locator.LocatorOptions().setHasText(text);
    }

    private UUID open(Person person, String type, int secondsAgo, String details) {
        return AlertRows.open(
                app(),
                admin.organizationId(),
                person.userId(),
                type,
                now.minusSeconds(secondsAgo),
                details);
    }

    private void set(UUID alert, String what) {
        AlertRows.execute(
                app(),
                admin.organizationId(),
                "UPDATE alerts SET %s WHERE id = '%s'".formatted(what, alert));
    }

    private static Instant at(LocalDate day, int hour) {
        return day.atTime(hour, 0).atZone(BERLIN).toInstant();
    }

    private static void worked(Person person, LocalDate day, int from, int to) {
        person.api()
                .post(
                        "/api/sessions",
                        Map.of(
                                "startTime", at(day, from).toString(),
                                "endTime", at(day, to).toString(),
                                "reason", "by hand"))
                .expect(201);
    }
}
