package dev.astir.app.dashboard;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.AriaRole;
import dev.astir.app.AppTest;
import dev.astir.app.TestApp;
import dev.astir.app.TestApp.Person;
import dev.astir.app.factors.TestFactors;
import dev.astir.app.identity.Role;
import dev.astir.testing.browser.Chromium;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Setting second factors up and signing in with them, as a person does. */
@ExtendWith(SharedBrowser.class)
class SecondFactorPagesTest extends AppTest {

    /** Where passkeys are good; the address by number is where they are not. */
    private static URI byName() {
        return URI.create("http://localhost:" + app().uri().getPort());
    }

    @Test
    void setsUpAnAppAndAPasskeyAndSignsInWithThem(Chromium chromium) {
        Person ada = app().registerOrganization();
        try (Screen screen = Screen.open(chromium, byName())) {
            addAuthenticator(screen);
            screen.signIn(ada.email());
            screen.page().navigate("/me/security");
            Locator section = screen.find("astir-me-second-factor");
            assertThat(section).containsText("Your password alone lets you in");
            screen.assertAccessible();

            press(screen, "Set up an app");
            assertThat(screen.find("#app-code")).isFocused();
            new Looks(screen).check("second-factor-app");
            String key = section.locator(".key code").innerText();
            screen.page().keyboard().type("000000");
            screen.page().keyboard().press("Enter");
            assertThat(screen.find("#app-code-wrong")).containsText("must be the code");
            screen.page().fill("#app-code", TestFactors.code(key, Instant.now()));
            screen.page().keyboard().press("Enter");
            assertThat(section.locator(".recovery-codes li")).hasCount(10);
            screen.assertAccessible();
            List<String> codes = section.locator(".recovery-codes li").allInnerTexts();
            press(screen, "I have kept them");
            assertThat(section).containsText("10 codes are left");
            codes = renewOnce(screen);

            press(screen, "Add a passkey");
            screen.page().fill("#factor-name", "Ada’s laptop");
            screen.page().keyboard().press("Enter");
            assertThat(section.locator(".passkeys")).containsText("Ada’s laptop");
            new Looks(screen).check("second-factor-some");

            signOut(screen);
            password(screen, ada);
            assertThat(screen.heading()).hasText("One more step");
            assertThat(button(screen, "Use a passkey")).isFocused();
            screen.assertAccessible();
            press(screen, "Back to the password");
            assertThat(screen.find("#email")).hasValue(ada.email());
            screen.page().fill("#password", TestApp.PASSWORD);
            screen.page().click("form button");
            press(screen, "Use a passkey");
            assertThat(screen.heading()).hasText("Now");

            signOut(screen);
            password(screen, ada);
            press(screen, "Use the authenticator app");
            assertThat(screen.find("#second-code")).isFocused();
            assertThat(screen.find("#second-code")).hasAttribute("autocomplete", "one-time-code");
            assertThat(screen.find("#second-code")).hasAttribute("inputmode", "numeric");
            screen.page().fill("#second-code", TestFactors.code(key, Instant.EPOCH));
            screen.page().keyboard().press("Enter");
            assertThat(screen.find("#second-code-wrong")).containsText("This code is wrong");
            new Looks(screen).check("second-step-code");
            press(screen, "Use a recovery code");
            screen.page().fill("#second-recoveryCode", codes.getFirst());
            screen.page().keyboard().press("Enter");
            assertThat(screen.heading()).hasText("Now");
        }
    }

    @Test
    void saysWhereAPasskeyCanBeMade(Chromium chromium) {
        Person ada = app().registerOrganization();
        try (Screen screen = Screen.open(chromium, app().uri())) {
            screen.signIn(ada.email());
            screen.page().navigate("/me/security");

            assertThat(screen.find("astir-me-second-factor"))
                    .containsText("Open Astir at " + byName() + " to add one");
            assertThat(button(screen, "Add a passkey")).hasCount(0);
        }
    }

    @Test
    void anAdministratorRequiresOneOfEverybody(Chromium chromium) {
        Person ada = app().registerOrganization();
        try (Screen screen = Screen.open(chromium, app().uri())) {
            screen.signIn(ada.email());
            screen.page().navigate("/admin/sign-in");
            Locator section = screen.find("astir-sign-in-second-factor");
            Locator required = screen.find("#second-factor-required");
            required.click();
            screen.page().click("text=Require it");
            assertThat(section.locator("[role=alert]"))
                    .containsText("Set up a second factor of your own first");
            assertThat(section.locator("[role=alert] a")).hasAttribute("href", "/me/security");
            assertThat(required).not().isChecked();
            screen.assertAccessible();

            TestFactors.setUp(app(), ada);
            // Asked first, and given up.
            required.click();
            screen.page().keyboard().press("Escape");
            assertThat(required).not().isChecked();
            required.click();
            screen.page().click("text=Require it");

            assertThat(section.locator("[role=status]").last()).hasText("Saved.");
            assertThat(required).isChecked();
            screen.screenshot("admin-second-factor");
        }
    }

    @Test
    void anAdministratorHelpsWhoHasLostTheirs(Chromium chromium) {
        Person ada = app().registerOrganization();
        Person bob = app().addUser(ada, Role.EMPLOYEE, "Bob Tanaka");
        TestFactors.setUp(app(), bob);
        try (Screen screen = Screen.open(chromium, app().uri())) {
            screen.signIn(ada.email());
            screen.page().navigate("/admin/people");
            Locator row = screen.find("tr", "Bob Tanaka");
            assertThat(row.locator(".factor")).hasText("On");

            row.locator("astir-menu button").first().click();
            press(screen, "Remove second factor…");
            assertThat(screen.find(".question")).containsText("Bob Tanaka");
            screen.find(".question footer button.danger").click();

            assertThat(row.locator(".factor")).hasText("Off");
            bob.api().get("/api/auth/me").expect(401);
            app().signIn(bob.email());
        }
    }

    @Test
    void whoMustHaveOneIsLedThroughAndThenGoesOn(Chromium chromium) {
        Person ada = app().registerOrganization();
        Person bob = app().addUser(ada, Role.EMPLOYEE, "Bob Tanaka");
        TestFactors.setUp(app(), ada);
        try (Screen screen = Screen.open(chromium, app().uri())) {
            screen.signIn(bob.email());

            // A request that fails on the way does not end a session.
            screen.page()
                    .route(
                            "**/api/auth/second-factor",
                            Route::abort,
                            new Page.RouteOptions().setTimes(1));
            List<String> forms = new ArrayList<>();
            screen.page().onRequest(request -> forms.add(request.url()));

            ada.api().patch("/api/organization", Map.of("requireSecondFactor", true)).expect(200);

            // On the page that is open.
            assertThat(screen.heading()).hasText("Set up a second factor");
            assertThat(forms).noneMatch(url -> url.endsWith("/pages/sign-in.js"));
            for (String key : List.of("?", "g", "f")) {
                screen.page().keyboard().press(key);
            }
            assertThat(screen.find("dialog")).hasCount(0);
            assertThat(screen.page()).hasURL("/now");
            new Looks(screen).check("second-factor-required");
            // And after it is loaded anew, wherever.
            screen.page().navigate("/feed");
            assertThat(screen.heading()).hasText("Set up a second factor");
            press(screen, "Set up an app");
            String key = screen.find(".key code").innerText();
            screen.page().fill("#app-code", TestFactors.code(key, Instant.now()));
            screen.page().keyboard().press("Enter");
            press(screen, "I have kept them");
            press(screen, "Go on to Astir");
            assertThat(screen.heading()).hasText("Now");
            screen.go("Feed");
            screen.awaitLiveFeed();
        }
    }

    /** By a click that comes twice, and by one while the server is away. */
    private static List<String> renewOnce(Screen screen) {
        List<String> renewals = new ArrayList<>();
        screen.page()
                .onRequest(request -> {
                    if (request.url().endsWith("/recovery-codes")) {
                        renewals.add(request.method());
                    }
                });
        Locator section = screen.find("astir-me-second-factor");
        screen.page()
                .route(
                        "**/api/auth/second-factor",
                        Route::abort,
                        new Page.RouteOptions().setTimes(1));
        press(screen, "New codes");
        assertThat(section.locator(".strip-state")).isVisible();
        assertThat(renewals).isEmpty();

        button(screen, "New codes").dblclick();
        assertThat(section.locator(".recovery-codes li")).hasCount(10);
        List<String> codes = section.locator(".recovery-codes li").allInnerTexts();
        press(screen, "I have kept them");
        assertThat(section).containsText("10 codes are left");
        assertThat(renewals).containsExactly("POST");
        return codes;
    }

    private static void password(Screen screen, Person person) {
        screen.page().navigate("/");
        screen.page().fill("#email", person.email());
        screen.page().fill("#password", TestApp.PASSWORD);
        screen.page().click("form button");
    }

    private static void signOut(Screen screen) {
        screen.page().context().clearCookies();
    }

    private static Locator button(Screen screen, String name) {
        return screen.page()
                .getByRole(
                        AriaRole.BUTTON,
                        new com.microsoft.playwright.Page.GetByRoleOptions()
                                .setName(name)
                                .setExact(true));
    }

    private static void press(Screen screen, String name) {
        button(screen, name).click();
    }

    /** A key that is always at hand, as a laptop's fingerprint reader is. */
    private static void addAuthenticator(Screen screen) {
        CDPSession devtools = screen.page().context().newCDPSession(screen.page());
        devtools.send("WebAuthn.enable");
        JsonObject options = new JsonObject();
        options.addProperty("protocol", "ctap2");
        options.addProperty("transport", "internal");
        options.addProperty("hasResidentKey", true);
        options.addProperty("hasUserVerification", true);
        options.addProperty("isUserVerified", true);
        options.addProperty("automaticPresenceSimulation", true);
        JsonObject parameters = new JsonObject();
        parameters.add("options", options);
        assertThat(devtools.send("WebAuthn.addVirtualAuthenticator", parameters).toString())
                .contains("authenticatorId");
    }
}
