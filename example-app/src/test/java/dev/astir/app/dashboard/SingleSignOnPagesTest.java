package dev.astir.app.dashboard;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.AriaRole;
import dev.astir.app.AppTest;
import dev.astir.app.TestApp.Person;
import dev.astir.app.factors.TestFactors;
import dev.astir.app.identity.Role;
import dev.astir.app.singlesignon.TestProvider;
import dev.astir.testing.browser.Chromium;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Signing in where the organization does, and the page on which it says where that is. */
@ExtendWith(SharedBrowser.class)
class SingleSignOnPagesTest extends AppTest {

    private final String domain =
            "d" + UUID.randomUUID().toString().substring(0, 8) + ".example.org";
    private final TestProvider provider = TestProvider.start();
    private final Person admin = app().registerOrganization();
    private Screen screen;

    @BeforeEach
    void open(Chromium chromium) {
        screen = Screen.open(chromium, app().uri());
    }

    @AfterEach
    void close() {
        provider.close();
        screen.close();
    }

    @Test
    void anAdministratorSetsItUp() {
        screen.signIn(admin.email());
        screen.page().navigate("/admin/sign-in");
        assertThat(screen.heading()).hasText("Sign-in");
        assertThat(screen.find(".empty-state")).containsText("No identity provider yet");
        new Looks(screen).check("admin-sign-in-empty");

        button("Add a provider").click();
        assertThat(screen.find(".copyable code")).hasText(app().uri() + "/api/auth/sso/callback");
        fill("name", "Test login");
        fill("issuer", "login.example.org");
        fill("clientId", TestProvider.CLIENT_ID);
        fill("clientSecret", "a wrong secret");
        fill("domains", domain + ", localhost");
        button("Save").click();
        assertThat(screen.find("#provider-domains-wrong")).containsText("must be a domain");
        fill("domains", domain);
        button("Save").click();
        assertThat(screen.find("#provider-issuer-wrong")).containsText("https://login.example.org");
        assertThat(screen.find("#provider-issuer")).isFocused();
        new Looks(screen).checkWhole("admin-sign-in-form");
        fill("issuer", provider.issuer());
        button("Save").click();

        Locator row = screen.find(".providers > li");
        assertThat(row).containsText(provider.issuer());
        assertThat(screen.find("#providers-title")).isFocused();
        button("Test Test login").click();
        assertThat(row).containsText("the client secret is wrong");
        new Looks(screen).check("admin-sign-in");
        button("Edit Test login").click();
        assertThat(screen.find("#provider-clientSecret")).isEmpty();
        fill("clientSecret", TestProvider.CLIENT_SECRET);
        button("Save").click();
        // What was tested before says nothing of what is saved.
        assertThat(screen.find(".provider-form")).hasCount(0);
        button("Test Test login").click();
        assertThat(row).containsText("knows Astir");

        Locator passwords = screen.find("#passwords-allowed");
        passwords.uncheck();
        screen.page().click("text=Switch off");
        assertThat(screen.find("astir-sign-in-passwords [role=status]")).hasText("Saved.");
        button("Delete Test login").click();
        screen.find(".question footer button.danger").click();
        assertThat(screen.find("astir-sign-in-providers [role=alert]"))
                .containsText("allow passwords first");
        screen.assertAccessible();
        passwords.check();
        assertThat(screen.find("astir-sign-in-passwords [role=status]")).hasText("Saved.");
        button("Delete Test login").click();
        screen.find(".question footer button.danger").click();
        assertThat(screen.find(".empty-state")).isVisible();
    }

    @Test
    void whatIsTypedForOneProviderIsNotAnothers() {
        Map<String, Object> other = provider.row("other." + domain);
        other.put("name", "Other login");
        other.put("issuer", "https://login.example.org"); // an organization has each issuer once
        admin.api().post("/api/identity-providers", provider.row(domain)).expect(201);
        admin.api().post("/api/identity-providers", other).expect(201);
        screen.signIn(admin.email());
        screen.page().navigate("/admin/sign-in");
        button("Edit Test login").click();
        fill("clientId", "of the first");
        fill("clientSecret", "the secret of the first");

        button("Edit Other login").click();
        assertThat(screen.find("#provider-name")).hasValue("Other login");
        assertThat(screen.find("#provider-name")).isFocused();
        assertThat(screen.find("#provider-clientId")).hasValue(TestProvider.CLIENT_ID);
        assertThat(screen.find("#provider-clientSecret")).isEmpty();

        // One is removed: what is typed for the other stays, until it is that one's turn.
        fill("clientId", "of the other");
        button("Delete Test login").click();
        screen.find(".question footer button.danger").click();
        assertThat(screen.find(".providers > li")).hasCount(1);
        assertThat(screen.find("#provider-clientId")).hasValue("of the other");
        button("Delete Other login").click();
        screen.find(".question footer button.danger").click();
        assertThat(screen.find(".empty-state")).isVisible();
        assertThat(screen.find(".provider-form")).hasCount(0);
    }

    @Test
    void aPersonSignsInWhereTheOrganizationDoes() {
        admin.api().post("/api/identity-providers", provider.row(domain)).expect(201);
        provider.asks = true;
        provider.person = TestProvider.Person.named("Grace Hopper").withEmail("grace@" + domain);
        screen.page().navigate("/feed");
        screen.page().fill("#email", "grace@" + domain);
        screen.page()
                .route(
                        "**/pages/sign-in-organization.js",
                        Route::abort,
                        new Page.RouteOptions().setTimes(1));
        button("Sign in with your organization").click();
        assertThat(screen.find("form [role=alert]")).containsText("does not answer");
        button("Sign in with your organization").click();
        assertThat(screen.heading()).hasText("Sign in with your organization");
        // What was typed is there already.
        assertThat(screen.find("#work-email")).isFocused();
        screen.page().keyboard().press("Enter");
        Locator choice = screen.find(".choices a");
        assertThat(choice).isFocused();
        assertThat(choice).containsText("Test login, at 127.0.0.1");
        new Looks(screen).check("sign-in-organization");
        assertThat(screen.takeComplaints()).isEmpty();

        screen.page().keyboard().press("Enter");
        screen.page().click("#yes");

        assertThat(screen.heading()).hasText("Feed");
        assertThat(screen.find("astir-account-menu").first()).containsText("Grace Hopper");
        assertThat(screen.takeComplaints())
                .isNotEmpty()
                .allMatch(complaint -> complaint.contains(provider.issuer()));
        screen.page().reload();
        assertThat(screen.heading()).hasText("Feed");
    }

    @Test
    void whoIsLedToAnotherOrganizationIsAskedFirst() {
        Person other = app().registerOrganization();
        String id =
                other.api()
                        .post("/api/identity-providers", provider.row(domain))
                        .expect(201)
                        .json()
                        .get("id")
                        .asText();
        provider.person = TestProvider.Person.named("Mallory").withEmail("mallory@" + domain);
        screen.signIn(admin.email());
        screen.page().navigate("/api/auth/sso/" + id + "/start?returnTo=/feed");

        assertThat(screen.heading()).hasText("Sign in as Mallory?");
        assertThat(screen.heading()).isFocused();
        assertThat(screen.find("form")).containsText("Test login has signed you in as mallory@");
        assertThat(screen.find("form [role=status]")).containsText(admin.email());
        new Looks(screen).check("confirm-sign-in");
        button("Stay with " + nameOf(admin)).click();
        assertThat(screen.heading()).hasText("Now");
        assertThat(screen.find("astir-account-menu").first()).containsText("Ada");
        screen.page().navigate("/confirm-sign-in");
        assertThat(screen.heading()).hasText("There is nothing to confirm any more");

        screen.page().navigate("/api/auth/sso/" + id + "/start?returnTo=/feed");
        String feed = app().uri() + "/feed";
        // A document that never comes: the page stays.
        screen.page()
                .route(
                        feed,
                        route -> route.fulfill(new Route.FulfillOptions().setStatus(204)),
                        new Page.RouteOptions().setTimes(1));
        String enter = "Sign in to " + nameOf(other);
        screen.page().waitForRequest(feed, () -> button(enter).click());
        // Who has entered neither enters again nor leaves.
        assertThat(button(enter)).hasAttribute("aria-busy", "true");
        assertThat(button("Stay with " + nameOf(admin))).hasAttribute("aria-busy", "true");
        screen.page().navigate("/feed");
        assertThat(screen.heading()).hasText("Feed");
        assertThat(screen.find("astir-account-menu").first()).containsText("Mallory");
        screen.takeComplaints();
    }

    private static String nameOf(Person administrator) {
        return administrator.api().get("/api/organization").json().get("name").asText();
    }

    /** Another tab may have signed somebody in since the form was opened. */
    @Test
    void aPasswordTakesNobodysPlaceUnasked() {
        Person bob = app().registerOrganization();
        String recovery = TestFactors.setUp(app(), bob).recoveryCodes().getFirst();
        screen.page().navigate("/sign-in");
        Page tab = screen.page().context().newPage();
        tab.navigate(app().uri() + "/sign-in");
        tab.fill("#email", admin.email());
        tab.fill("#password", "correct horse battery");
        tab.click("form button.primary");
        assertThat(tab.locator("h1")).hasText("Now");
        // Behind another tab, each click waits for a frame that the browser is in no hurry to draw.
        screen.page().bringToFront();
        screen.page().fill("#email", bob.email());
        screen.page().fill("#password", "correct horse battery");

        screen.page().click("form button.primary");
        assertThat(screen.find("dialog")).containsText(admin.email());
        button("Cancel").click();
        assertThat(screen.find("form [role=alert]")).containsText(admin.email() + " still is");

        screen.page().click("form button.primary");
        screen.find("dialog button.primary").click();
        assertThat(screen.heading()).hasText("One more step");
        button("Use a recovery code").click();
        screen.page().fill("#second-recoveryCode", recovery);
        screen.page().keyboard().press("Enter");
        // Asked once for both steps.
        assertThat(screen.heading()).hasText("Now");
        // The other tab does not go on with somebody else's cookies, whether it has asked the
        // server
        // since, and wants the same person to sign in again, or not.
        assertThat(tab.evaluate("document.querySelector('astir-app').user.email"))
                .isEqualTo(admin.email());
        tab.close();
        screen.takeComplaints();
    }

    @Test
    void aPersonIsToldWhyTheyDidNotComeIn() {
        admin.api().post("/api/identity-providers", provider.row(domain)).expect(201);
        provider.person = TestProvider.Person.named("Mallory").with("email", "grace@" + domain);
        discover("somebody@other.example");
        assertThat(screen.find("form [role=status]")).containsText("other.example");
        screen.page().fill("#work-email", "grace@" + domain);
        button("Continue").click();
        screen.find(".choices a").click();

        assertThat(screen.find("form [role=alert]")).containsText("Your e-mail is not verified");
        assertThat(screen.page()).hasURL("/sign-in?failure=email-unverified");
        screen.takeComplaints();
        new Looks(screen).check("sign-in-failure");
        screen.page().fill("#work-email", "grace@" + domain);
        button("Sign in with a password").click();
        assertThat(screen.find("#password")).isVisible();
        assertThat(screen.find("#email")).hasValue("grace@" + domain);
    }

    @Test
    void aSessionThatEndsOverAPageIsBegunAgainInAnotherTab() {
        admin.api().post("/api/identity-providers", provider.row("example.org")).expect(201);
        provider.person = TestProvider.Person.named("Ada Admin").withEmail(admin.email());
        screen.signIn(admin.email());
        screen.page().navigate("/me/profile");
        screen.page().fill("#name", "Ada, half typed");
        screen.page().context().clearCookies();
        screen.find(".session").click();
        button("Sign in with your organization").click();
        button("Continue").click();
        assertThat(screen.find(".choices")).containsText("It opens in another tab");

        // Other organizations may say that they know people of this domain, too.
        Locator ours =
                screen.find(".choices a")
                        .filter(new Locator.FilterOptions().setHasText(admin.email()));
        Page tab = screen.page().context().waitForPage(ours::click);
        assertThat(tab.locator("#name")).hasValue("Ada Admin");
        // A window without a head has the focus always, and tells of it never.
        screen.page().evaluate("dispatchEvent(new Event('focus'))");

        assertThat(screen.find("#name")).isVisible();
        assertThat(screen.find("#name")).hasValue("Ada, half typed");
        tab.close();
    }

    @Test
    void aPasswordThatIsNotEnoughLeadsThere() {
        Person bob = app().addUser(admin, Role.EMPLOYEE, "Bob");
        admin.api().post("/api/identity-providers", provider.row("example.org")).expect(201);
        admin.api().patch("/api/sign-in-rules", Map.of("passwordsAllowed", false)).expect(200);
        screen.page().navigate("/");
        screen.page().fill("#email", bob.email());
        screen.page().fill("#password", "correct horse battery");
        screen.page().click("form button");

        assertThat(screen.heading()).hasText("Sign in with your organization");
        assertThat(screen.find("#work-email")).hasValue(bob.email());
        assertThat(screen.find("form")).containsText("does not sign in by password");
    }

    @Test
    void anInvitationLeadsThereWhereThereAreNoPasswords() {
        admin.api().post("/api/identity-providers", provider.row(domain)).expect(201);
        admin.api().patch("/api/sign-in-rules", Map.of("passwordsAllowed", false)).expect(200);
        provider.person = TestProvider.Person.named("Grace Hopper").withEmail("grace@" + domain);
        String link =
                admin.api()
                        .post(
                                "/api/invitations",
                                Map.of("email", "grace@" + domain, "role", "manager"))
                        .expect(201)
                        .json()
                        .get("url")
                        .asText();
        screen.page().navigate(link);
        assertThat(screen.find(".accept a")).containsText("Sign in with Test login");
        assertThat(screen.find("#password")).hasCount(0);
        new Looks(screen).check("accept-invitation-by-provider");

        screen.find(".accept a").click();

        assertThat(screen.heading()).hasText("Now");
        assertThat(screen.takeComplaints())
                .isNotEmpty()
                .allMatch(complaint -> complaint.contains(provider.issuer()));
    }

    private void discover(String email) {
        screen.page().navigate("/");
        button("Sign in with your organization").click();
        screen.page().fill("#work-email", email);
        button("Continue").click();
    }

    private void fill(String name, String value) {
        screen.page().fill("#provider-" + name, value);
    }

    private Locator button(String name) {
        return screen.page()
                .getByRole(
                        AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
    }
}
