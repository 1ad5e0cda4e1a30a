package dev.astir.app.dashboard;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext.ClearCookiesOptions;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.BoundingBox;
import com.microsoft.playwright.options.ColorScheme;
import dev.astir.app.TestApp;
import dev.astir.app.TestApp.Person;
import dev.astir.app.identity.Role;
import dev.astir.testing.browser.Chromium;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * What all pages have around them: addresses, session, bars and looks; see KeysTest, LanguagesTest.
 */
class FrameTest extends PageTest {

    // Addresses

    @Test
    void leadsToTheAddressThatWasAskedForAfterSigningIn() {
        screen.page().navigate("/feed");
        assertThat(screen.heading()).hasText("Sign in to Astir");
        fillIn(screen, admin);

        assertThat(screen.heading()).hasText("Feed");
        assertThat(screen.page()).hasURL(Pattern.compile(".*/feed$"));
        assertThat(screen.page()).hasTitle("Feed – Astir");
        assertThat(screen.find("nav [aria-current=page]")).hasText("Feed");
        assertThat(screen.heading()).isFocused();
    }

    @Test
    void backLeadsToWhereSomebodyWas() {
        for (int i = 1; i <= 40; i++) {
            DashboardTest.publish(admin, "Event number " + i);
        }
        screen.signIn(admin.email());
        screen.go("Feed");
        screen.article("Event number 10").scrollIntoViewIfNeeded();
        await("history.state?.scroll > 0 && history.state.scroll === scrollY");
        Object place = screen.page().evaluate("scrollY");

        screen.go("Now");
        assertThat(screen.page()).hasTitle("Now – Astir");
        assertThat(screen.page().evaluate("scrollY")).isEqualTo(0);

        screen.page().goBack();
        assertThat(screen.heading()).hasText("Feed");
        assertThat(screen.page()).hasTitle("Feed – Astir");
        await("scrollY === " + place);

        screen.page().reload();
        await("scrollY === " + place);

        screen.page().goForward();
        assertThat(screen.heading()).hasText("Now");
    }

    @Test
    void whatIsNotThereIsAPageToo() {
        screen.signIn(admin.email());
        screen.page().navigate("/people/of/nobody");

        assertThat(screen.heading()).hasText("Not here");
        assertThat(screen.page()).hasTitle("Not here – Astir");
        assertThat(screen.find("main")).containsText("This page is not here for you.");
        screen.screenshot("missing-1280-light");
        screen.assertAccessible();

        screen.find("main").getByText("Back to Now").click();
        assertThat(screen.heading()).hasText("Now");

        // What is not for somebody has not its navigation either.
        Person bob = app().addUser(admin, Role.EMPLOYEE, "Bob Okafor");
        screen.page().context().clearCookies();
        screen.signIn(bob.email());
        screen.page().navigate("/admin/people");
        assertThat(screen.heading()).hasText("Not here");
        assertThat(screen.find("nav", "Feed")).isVisible();
    }

    // Session

    @Test
    void whatWasTypedIsThereWhenASessionEndsAndIsSent() {
        DashboardTest.publish(admin, "The build is green");
        screen.signIn(admin.email());
        screen.go("Feed");
        screen.awaitLiveFeed();
        Locator event = screen.article("The build is green");
        event.locator("[part=comments]").click();
        event.locator("textarea").fill("At last, after a long night");

        endSession();
        event.locator("[part=composer] button").click();
        assertThat(screen.find(".sign-in h1")).hasText("Sign in to Astir");
        assertThat(screen.find(".sign-in [role=status]")).containsText("still here");
        assertThat(screen.find("#email")).hasValue(admin.email());
        assertThat(screen.find("#password")).isFocused();
        assertThat(event).isHidden();
        // The page behind the form takes no keys.
        screen.find(".sign-in h1").click();
        screen.page().keyboard().press("g");
        screen.page().keyboard().press("n");
        screen.page().keyboard().press("Control+k");
        assertThat(screen.find(".palette")).hasCount(0);
        screen.screenshot("session-ended-1280-light");
        screen.assertAccessible();

        screen.page().fill("#password", "not the password");
        screen.page().click("form.sign-in button");
        assertThat(screen.find(".sign-in [role=alert]")).isVisible();
        assertThat(screen.find("#password")).hasValue("not the password");
        screen.page().fill("#password", TestApp.PASSWORD);
        screen.page().click("form.sign-in button");

        assertThat(screen.find(".sign-in")).hasCount(0);
        assertThat(screen.heading()).hasText("Feed");
        assertThat(event.locator("[part=comment]")).containsText("At last, after a long night");
        assertThat(screen.page()).hasTitle("Feed – Astir");
        screen.awaitLiveFeed();
    }

    @Test
    void somebodyElseGetsAFreshPage() {
        Person colleague = app().addUser(admin, Role.EMPLOYEE, "Bob Tanaka");
        screen.signIn(admin.email());
        screen.page().evaluate("window.before = true");

        endSession();
        screen.find(".session").click();
        screen.page().waitForSelector(".sign-in");
        screen.page().fill("#email", colleague.email());
        screen.page().fill("#password", TestApp.PASSWORD);
        screen.page().click("form.sign-in button");

        assertThat(screen.find("astir-account-menu .opener")).containsText("Bob Tanaka");
        assertThat(screen.page().evaluate("window.before")).isNull();
        assertThat(screen.heading()).hasText("Now");
    }

    @Test
    void twoTabsShareASession() {
        screen.signIn(admin.email());
        assertThat(screen.find(".connection")).hasText("Live");
        Page second = screen.page().context().newPage();
        second.navigate("/feed");
        assertThat(second.locator("activity-feed [part=status]")).hasText("Live");

        screen.find(".session").click();
        assertThat(second.locator(".session.on")).isVisible();

        second.locator("astir-account-menu .opener").click();
        second.getByText("Sign out").click();
        assertThat(second.locator("h1")).hasText("Sign in to Astir");
        assertThat(screen.find(".sign-in h1")).hasText("Sign in to Astir");
    }

    // Account

    @Test
    void theAccountMenuIsUsedByKeyboard() {
        screen.signIn(admin.email());
        Locator opener = screen.find("astir-account-menu .opener");
        opener.focus();
        screen.page().keyboard().press("Enter");
        Locator menu = screen.find("astir-account-menu .menu");
        assertThat(opener).hasAttribute("aria-expanded", "true");
        assertThat(menu).containsText(admin.email());
        screen.assertAccessible();

        screen.page().keyboard().press("Tab");
        assertThat(menu.locator("select").first()).isFocused();
        screen.page().keyboard().press("Escape");
        assertThat(menu).hasCount(0);
        assertThat(opener).isFocused();

        screen.page().keyboard().press("Enter");
        assertThat(menu).isVisible();
        screen.page().keyboard().press("Shift+Tab");
        assertThat(menu).hasCount(0);
    }

    @Test
    void aChosenThemeIsThereBeforeAnythingIsPainted() {
        screen.signIn(admin.email());
        screen.page().click("astir-account-menu .opener");
        screen.find("astir-account-menu select").first().selectOption("dark");
        assertThat(screen.find("body")).hasCSS("color", "rgb(233, 236, 239)");

        // The body is parsed after all scripts that block, and before the first paint.
        screen.page()
                .addInitScript(
                        """
                        new MutationObserver((_, observer) => {
                          if (!document.body) return;
                          window.themeAtFirst = document.documentElement.dataset.theme;
                          observer.disconnect();
                        }).observe(document, { childList: true, subtree: true });
                        """);
        screen.page().reload();
        assertThat(screen.heading()).hasText("Now");
        assertThat(screen.page().evaluate("window.themeAtFirst")).isEqualTo("dark");
        assertThat(screen.find("html")).hasCSS("background-color", "rgb(15, 19, 22)");
    }

    // Widths

    @Test
    void aNarrowPhoneShowsTheWholeFrame(Chromium chromium) {
        try (Screen phone = Screen.open(chromium, app().uri(), window(360).setHasTouch(true))) {
            phone.signIn(admin.email());
            assertThat(phone.find(".connection")).hasText("Live");
            Locator account = phone.find("astir-account-menu .opener");
            assertThat(phone.find(".session")).isVisible();
            BoundingBox box = account.boundingBox();
            assertThat(box.x + box.width).isLessThanOrEqualTo(360);
            assertThat(box.height).isGreaterThanOrEqualTo(32);
            phone.find(".session").click();
            assertThat(phone.find(".session.on")).isVisible();
            box = account.boundingBox();
            assertThat(box.x + box.width).isLessThanOrEqualTo(360);
            phone.assertNoSidewaysScrolling();

            account.click();
            BoundingBox menu = phone.find("astir-account-menu .menu").boundingBox();
            assertThat(menu.x).isGreaterThanOrEqualTo(0);
            assertThat(menu.x + menu.width).isLessThanOrEqualTo(360);
            phone.assertNoSidewaysScrolling();
            phone.screenshot("account-360-light");
            phone.assertAccessible();
        }
    }

    @Test
    void aTabletHasANarrowBarWithTooltips(Chromium chromium) {
        try (Screen tablet = Screen.open(chromium, app().uri(), window(768))) {
            tablet.signIn(admin.email());
            assertThat(tablet.find(".side-bar").boundingBox().width).isEqualTo(56);
            assertThat(tablet.find("nav a[href='/feed']")).hasAttribute("title", "Feed");
            assertThat(tablet.find(".jump")).hasAttribute("title", "Search or jump (Ctrl K)");
            assertThat(tablet.find(".session")).hasAttribute("title", "Start session");
            assertThat(tablet.find("astir-account-menu .opener"))
                    .hasAttribute("aria-label", "Account of Ada Admin");
            tablet.go("Feed");
            tablet.screenshot("frame-768-light");
            tablet.assertNoSidewaysScrolling();
            tablet.assertAccessible();
        }
    }

    @Test
    void whatHasTheFocusHasARing() {
        screen.signIn(admin.email());
        for (String selector : List.of(".jump", "nav a", ".session", "astir-search input")) {
            // By a key, since a ring is for who uses keys.
            screen.page().keyboard().press("Tab");
            Locator node = screen.find(selector).first();
            node.focus();
            assertThat(node).hasCSS("outline-style", "solid");
            assertThat(node).hasCSS("outline-width", "2px");
            assertThat(node).hasCSS("outline-color", "rgb(11, 110, 99)");
            // Within the bar, where there is no room around it.
            String offset = selector.equals("nav a") ? "-2px" : "2px";
            assertThat(node).hasCSS("outline-offset", offset);
        }
    }

    /** Waits until this holds; waitForFunction would be stopped by the content security policy. */
    private void await(String condition) {
        screen.page()
                .evaluate(
                        """
                        () => new Promise((done) => {
                          const look = () => (CONDITION ? done() : requestAnimationFrame(look));
                          look();
                        })
                        """
                                .replace("CONDITION", condition));
    }

    private static Browser.NewContextOptions window(int width) {
        return Chromium.window(width, 800, ColorScheme.LIGHT);
    }

    private static void fillIn(Screen screen, Person person) {
        screen.page().fill("#email", person.email());
        screen.page().fill("#password", TestApp.PASSWORD);
        screen.page().click("form button");
    }

    /** As if it had been ended elsewhere, and could not be renewed. */
    private void endSession() {
        for (String name : List.of("astir_access", "astir_refresh", "astir_csrf")) {
            screen.page().context().clearCookies(new ClearCookiesOptions().setName(name));
        }
    }
}
