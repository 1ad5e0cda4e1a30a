package dev.astir.app.dashboard;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import dev.astir.app.AppTest;
import dev.astir.app.TestApp;
import dev.astir.app.TestApp.Person;
import dev.astir.app.identity.Role;
import dev.astir.testing.browser.Chromium;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** How people look after their own account, in a browser. */
@ExtendWith(SharedBrowser.class)
class SecurityPagesTest extends AppTest {

    private static final String NEW = "a better battery";

    private final Person admin = app().registerOrganization();
    private final Person bob = app().addUser(admin, Role.EMPLOYEE, "Bob Tanaka");

    @Test
    void whoForgotTheirPasswordChoosesAnotherByALink(Chromium chromium) {
        try (Screen screen = Screen.open(chromium, app().uri())) {
            Page page = screen.page();
            page.navigate("/");
            page.click("text=Forgot your password?");
            assertThat(screen.heading()).hasText("Forgot your password?");
            assertThat(page).hasURL(Pattern.compile("/forgot-password$"));
            new Looks(screen).check("forgot-password");
            page.click("form button");
            assertThat(screen.find("#email-wrong")).hasText("Please fill this in.");
            page.fill("#email", bob.email());
            page.click("form button");
            assertThat(screen.heading()).hasText("Ask an administrator");
            assertThat(screen.heading()).isFocused();
            new Looks(screen).check("forgot-password-asked");

            String link = link();
            page.navigate(link);
            assertThat(screen.heading()).hasText("A new password");
            // Neither the address nor what may be sent elsewhere has the secret any more.
            assertThat(page).hasURL(Pattern.compile("/reset-password$"));
            org.assertj.core.api.Assertions.assertThat(
                            app().api()
                                    .with("Accept", "text/html")
                                    .get("/reset-password")
                                    .expect(200)
                                    .header("Referrer-Policy"))
                    .isEqualTo("no-referrer");
            new Looks(screen).check("reset-password");
            page.fill("#newPassword", "short");
            page.click("form button");
            assertThat(screen.find("#newPassword-wrong")).hasText("At least 8 characters.");
            page.fill("#newPassword", NEW);
            page.click("form button");
            assertThat(screen.heading()).hasText("Your password is another one");

            page.click("a.button");
            page.fill("#email", bob.email());
            page.fill("#password", NEW);
            page.click("form button");
            assertThat(screen.heading()).hasText("Now");

            page.navigate(link);
            page.fill("#newPassword", "yet another one");
            page.click("form button");
            assertThat(screen.heading()).hasText("This link does not work any more");
            new Looks(screen).check("reset-password-invalid");
            page.navigate(link());
            assertThat(screen.heading()).hasText("A new password");
            assertThat(page).hasURL(Pattern.compile("/reset-password$"));
            page.navigate(link);
            page.fill("#newPassword", "yet another one");
            page.click("form button");
            assertThat(screen.heading()).hasText("This link does not work any more");
            page.click("text=Ask for a new link");
            assertThat(screen.heading()).hasText("Forgot your password?");
        }
    }

    @Test
    void administratorsSeeWhoForgotTheirPasswordAndHandThemALink(Chromium chromium) {
        app().api().post("/api/auth/forgot-password", Map.of("email", bob.email())).expect(202);
        await().until(() ->
                !admin.api().get("/api/password-resets").expect(200).json().get("items").isEmpty());
        try (Screen screen = Screen.open(chromium, app().uri());
                Screen second = Screen.open(chromium, app().uri())) {
            screen.signIn(admin.email());
            screen.page().navigate("/admin/people");
            Locator request = screen.find("astir-password-requests li");
            assertThat(request).containsText("Bob Tanaka");
            request.getByRole(AriaRole.BUTTON).click();
            assertThat(request).containsText("It works once, until");
            new Looks(screen).check("admin-people-requests");

            String link = request.locator("code").textContent();
            second.page().navigate(link.substring(link.indexOf("/reset-password")));
            second.page().fill("#newPassword", NEW);
            second.page().click("form button");
            assertThat(second.heading()).hasText("Your password is another one");

            screen.page().reload();
            assertThat(screen.find("astir-table")).containsText("Bob Tanaka");
            assertThat(request).hasCount(0);
        }
    }

    @Test
    void peopleChangeTheirProfileAndTakeItBack(Chromium chromium) {
        try (Screen screen = Screen.open(chromium, app().uri())) {
            screen.signIn(bob.email());
            Page page = screen.page();
            page.navigate("/me/profile");
            page.fill("#name", "Robert Tanaka");
            page.selectOption("#timeZone", "Asia/Tokyo");
            page.click("text=Save");
            assertThat(screen.find("astir-undo [role=status]")).hasText("Your profile is saved.");
            assertThat(screen.find("astir-account-menu .name")).hasText("Robert Tanaka");
            page.reload();
            assertThat(screen.find("#name")).hasValue("Robert Tanaka");
            assertThat(screen.find("#timeZone")).hasValue("Asia/Tokyo");

            page.selectOption("#timeZone", "");
            page.fill("#name", " ");
            page.click("text=Save");
            assertThat(screen.find("#name-wrong")).hasText("Please fill this in.");
            page.fill("#name", "Rob");
            page.click("text=Save");
            assertThat(screen.find("astir-account-menu .name")).hasText("Rob");
            page.click("astir-undo button");
            assertThat(screen.find("astir-account-menu .name")).hasText("Robert Tanaka");
            assertThat(screen.find("#name")).hasValue("Robert Tanaka");
            assertThat(screen.find("#timeZone")).hasValue("Asia/Tokyo");
        }
    }

    @Test
    void peopleSeeAndEndTheirSignInsAndChangeTheirPassword(Chromium chromium) {
        try (Screen screen = Screen.open(chromium, app().uri())) {
            screen.signIn(bob.email());
            app().signIn(bob.email());
            Page page = screen.page();
            page.navigate("/me/security");
            Locator items = screen.find("astir-me-sign-ins li");
            assertThat(items).hasCount(3);
            Locator own = items.filter(new Locator.FilterOptions().setHasText("this browser"));
            assertThat(own).hasCount(1);
            assertThat(own).containsText("Chrome on Linux");
            assertThat(own.getByRole(AriaRole.BUTTON)).hasCount(0);
            new Looks(screen).checkWhole("me-security");

            items.filter(new Locator.FilterOptions().setHasText("Java-http-client"))
                    .first()
                    .getByRole(AriaRole.BUTTON)
                    .click();
            assertThat(items).hasCount(2);
            assertThat(screen.find("astir-me-sign-ins h2")).isFocused();
            page.click("text=Sign out everywhere else");
            page.click(".question button.danger");
            assertThat(items).hasCount(1);
            assertThat(screen.find("astir-me-sign-ins"))
                    .containsText("You are signed in nowhere else.");
            assertThat(screen.find("astir-me-sign-ins h2")).isFocused();
            bob.api().get("/api/auth/me").expect(401);

            Person elsewhere = app().signIn(bob.email());
            page.fill("#currentPassword", "not the password");
            page.fill("#newPassword", NEW);
            page.click("astir-me-password button");
            assertThat(screen.find("#currentPassword-wrong"))
                    .hasText("must be your current password");
            assertThat(screen.find("#currentPassword")).isFocused();
            page.fill("#currentPassword", TestApp.PASSWORD);
            page.click("astir-me-password button");
            assertThat(screen.find("astir-undo [role=status]"))
                    .hasText("Your password is changed. Everything else is signed out.");
            assertThat(screen.find("#newPassword")).hasValue("");
            elsewhere.api().get("/api/auth/me").expect(401);
            // This browser goes on, its live connection too.
            page.click("nav >> text=Now");
            assertThat(screen.find(".connection")).hasText("Live");
            app().api()
                    .post("/api/auth/login", Map.of("email", bob.email(), "password", NEW))
                    .expect(200);
        }
    }

    /** As an administrator hands it on: a path of this app. */
    private String link() {
        String url =
                admin.api()
                        .post("/api/users/" + bob.userId() + "/password-reset")
                        .expect(201)
                        .json()
                        .get("url")
                        .asText();
        return url.substring(url.indexOf("/reset-password"));
    }
}
