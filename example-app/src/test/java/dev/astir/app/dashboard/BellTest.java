package dev.astir.app.dashboard;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import dev.astir.app.TestApp.Person;
import dev.astir.app.alerts.TestAlerts;
import dev.astir.app.identity.Role;
import dev.astir.testing.browser.Chromium;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What is new, on every page: the bell, and notifications of the browser where they are allowed.
 */
class BellTest extends PageTest {

    /** What the browser was asked to show; it shows it all the same. */
    private static final String RECORDED =
            """
            const Real = Notification;
            window.shown = [];
            window.Notification = class extends Real {
              constructor(title, options) {
                super(title, options);
                window.shown.push(this);
              }
            };
            """;

    private static final String BELL = "astir-bell > button";

    private Person mia;

    @BeforeEach
    void people() {
        mia = app().addUser(admin, Role.EMPLOYEE, "Mia Ferrari");
    }

    @Test
    void tellsLiveOnEveryPageAndIsSeenInAllTabs() {
        screen.signIn(admin.email());
        assertThat(screen.find(BELL)).hasAttribute("aria-label", "Alerts, nothing new");
        screen.find(BELL).click();
        assertThat(screen.find(".bell-panel")).containsText("Nothing new");
        screen.page().keyboard().press("Escape");
        Page other = screen.page().context().newPage();
        other.navigate("/feed");
        assertThat(other.locator(BELL)).isVisible();

        UUID alert = TestAlerts.open(app(), mia);

        assertThat(other.locator("astir-bell .count")).hasText("1");
        assertThat(screen.find("astir-bell .count")).hasText("1");
        screen.find(BELL).click();
        Locator panel = screen.find(".bell-panel");
        assertThat(panel.locator("li")).hasCount(1);
        assertThat(panel.locator("li")).containsText("Mia Ferrari");
        assertThat(panel.locator("li")).containsText("atlas silent since");
        assertThat(panel.locator(".new")).isVisible();
        screen.assertAccessible();
        screen.screenshot("bell-1280-light");
        panel.locator("button").first().click();

        assertThat(screen.find("astir-bell .count")).hasCount(0);
        assertThat(other.locator("astir-bell .count")).hasCount(0);
        panel.locator("li a").click();
        assertThat(screen.page()).hasURL(Pattern.compile("/alerts/" + alert));
        assertThat(screen.find("astir-alert-detail h2")).containsText("atlas silent since");
        assertThat(panel).isHidden();
    }

    @Test
    void whatSomebodyHasBeforeThemIsSeen() {
        screen.signIn(admin.email());
        screen.go("Alerts");
        assertThat(screen.find("main")).containsText("Nothing is open");
        TestAlerts.open(app(), mia);

        assertThat(screen.find(".alert-row")).hasCount(1);
        await().pollInSameThread()
                .until(() -> admin.api().get("/api/alerts/news").json().get("unseen").asInt() == 0);
        assertThat(screen.find("astir-bell .count")).hasCount(0);
    }

    @Test
    void aBrowserThatWasAllowedShowsEachOnceWithoutDetail() {
        screen.page().context().grantPermissions(List.of("notifications"));
        screen.page().context().addInitScript(RECORDED);
        screen.signIn(admin.email());
        TestAlerts.open(app(), mia);
        assertThat(screen.find("astir-bell .count")).hasText("1");
        assertThat(shown(screen.page())).as("nobody has asked for it here").isZero();

        screen.page().navigate("/me/notifications");
        screen.find("button", "Allow it in this browser").click();
        assertThat(screen.find("astir-me-notifications")).containsText("This browser shows them.");
        Page other = screen.page().context().newPage();
        other.navigate("/feed");
        assertThat(other.locator("astir-bell .count")).hasText("1");

        UUID second = TestAlerts.open(app(), mia);

        assertThat(screen.find("astir-bell .count")).hasText("2");
        assertThat(other.locator("astir-bell .count")).hasText("2");
        await().pollInSameThread().until(() -> shown(screen.page()) + shown(other) == 1);
        Page teller = shown(other) == 1 ? other : screen.page();
        assertThat(teller.evaluate("[shown[0].title, shown[0].body, shown[0].tag]"))
                .isEqualTo(List.of("Computer silent", "Mia Ferrari", second.toString()));
        teller.evaluate("shown[0].dispatchEvent(new Event('click'))");
        assertThat(teller.locator("astir-alert-detail h2")).containsText("atlas silent since");

        screen.page().bringToFront();
        screen.page().navigate("/me/notifications");
        screen.find("button", "Stop in this browser").click();
        assertThat(screen.find("button", "Allow it in this browser")).isVisible();
    }

    @Test
    void choicesAreSavedAndCanBeTakenBack() {
        screen.signIn(mia.email());
        screen.page().navigate("/me/notifications");
        assertThat(screen.find("astir-me-notifications"))
                .containsText("This app cannot send mail: it has no mail server.");
        Locator box =
                screen.page()
                        .getByLabel(
                                "Long hours: Browser", new Page.GetByLabelOptions().setExact(true));
        assertThat(box).isChecked();
        box.uncheck();
        new Looks(screen).check("me-notifications");
        screen.find("button", "Save").click();

        assertThat(screen.find(".undo-bar")).containsText("Your choices are saved.");
        assertThat(isShown("overtime")).isFalse();
        screen.find(".undo-bar button").click();
        assertThat(screen.find(".undo-bar")).containsText("Undone.");
        assertThat(isShown("overtime")).isTrue();
        assertThat(box).isChecked();
    }

    @Test
    void fitsAPhone(Chromium chromium) {
        TestAlerts.open(app(), mia);
        try (Screen phone = Screen.open(chromium, app().uri(), 360, 740, ColorScheme.DARK)) {
            phone.signIn(mia.email());
            assertThat(phone.find("astir-bell .count")).hasText("1");
            phone.find(BELL).click();
            assertThat(phone.find(".bell-panel li")).containsText("You");
            phone.assertNoSidewaysScrolling();
            phone.screenshot("bell-open-360-dark");
        }
    }

    private boolean isShown(String type) {
        return mia.api()
                .get("/api/me/notifications")
                .expect(200)
                .json()
                .at("/types/%s/browser".formatted(type))
                .asBoolean();
    }

    private static int shown(Page page) {
        return ((Number) page.evaluate("window.shown.length")).intValue();
    }
}
