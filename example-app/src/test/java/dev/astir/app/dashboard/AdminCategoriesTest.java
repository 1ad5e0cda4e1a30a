package dev.astir.app.dashboard;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.SelectOption;
import dev.astir.app.AppTest;
import dev.astir.app.TestApp;
import dev.astir.app.TestApp.Person;
import dev.astir.app.categories.Uses;
import dev.astir.app.identity.Role;
import dev.astir.app.teams.TestTeams;
import dev.astir.testing.browser.Chromium;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The page of categories. */
@ExtendWith(SharedBrowser.class)
class AdminCategoriesTest extends AppTest {

    private final Person admin = app().registerOrganization();
    private final Person marcus = app().addUser(admin, Role.MANAGER, "Marcus Webb");
    private final Person alice = app().addUser(admin, Role.EMPLOYEE, "Alice Moreau");

    @Test
    void categoriesAreMadeTriedOrderedAndEnded(Chromium chromium) {
        new Uses(app(), admin.organizationId()).minutes(alice, "Ledger", "", 80, null);
        try (Screen screen = Screen.open(chromium, app().uri())) {
            screen.signIn(admin.email());
            screen.page().navigate("/admin/categories");
            assertThat(category(screen, "Development")).containsText("applications");

            // By keys; what a rule lacks is said at its place, and tried before it is so.
            screen.find(".page-head button.primary").press("Enter");
            assertThat(screen.find("#name-new")).isFocused();
            screen.page().keyboard().type("Accounting");
            screen.find("#rating-new").selectOption("productive");
            Locator pattern = screen.find("astir-category-form .rule input");
            pattern.first().fill("Ledger");
            screen.page().click("text=Add a rule");
            assertThat(pattern.last()).isFocused();
            screen.page().keyboard().type("(unclosed");
            screen.find("astir-category-form .rule select").last().selectOption("regex");
            screen.page().click("text=Show what changes");
            assertThat(screen.find("astir-category-preview [role=alert]"))
                    .containsText("Rule 2: must be a regular expression");
            assertThat(pattern.last()).hasAttribute("aria-invalid", "true");
            assertThat(pattern.last()).isFocused();
            screen.page().click("text=Create category");
            assertThat(pattern.last()).hasAttribute("aria-invalid", "true");
            assertThat(pattern.last()).isFocused();
            pattern.last().fill("^ledger");
            screen.page().click("text=Show what changes");
            assertThat(screen.find("astir-category-preview"))
                    .containsText("1h 20m of 1h 20m would be another");
            assertThat(screen.find("astir-category-preview tbody tr")).containsText("Ledger");
            new Looks(screen).checkWhole("admin-categories-form");
            screen.page().click("text=Create category");
            assertThat(category(screen, "Accounting").locator("h3")).isFocused();

            // Its place decides; the focus stays at the button.
            category(screen, "Accounting").locator("[data-moves=up]").press("Enter");
            assertThat(screen.find("astir-undo")).containsText("Accounting is number 7 of 8 now");
            assertThat(screen.find(".category h3").nth(6)).hasText("Accounting");
            assertThat(category(screen, "Accounting").locator("[data-moves=up]")).isFocused();

            category(screen, "Accounting").locator("text=Edit").click();
            screen.find("astir-category-form .rule button").last().click();
            screen.page().keyboard().press("Escape");
            assertThat(category(screen, "Accounting").locator("text=Edit")).isFocused();
            category(screen, "Accounting").locator("text=Delete").click();
            screen.page().click("[role=alertdialog] >> text=Delete category");
            assertThat(screen.find(".category")).hasCount(7);
            screen.takeComplaints();
        }
    }

    @Test
    void showsTeamsRatingsInBothThemes(Chromium chromium) {
        UUID team = TestTeams.create(admin, "Sales", marcus);
        TestTeams.create(admin, "Platform");
        admin.api()
                .post(
                        "/api/categories",
                        Map.of(
                                "name", "Customers",
                                "rating", "productive",
                                "colour", "orange",
                                "icon", "people",
                                "teamId", team,
                                "rules", List.of(Uses.rule("site", "equals", "crm.example.org"))))
                .expect(201);
        try (Screen screen = Screen.open(chromium, app().uri())) {
            screen.signIn(admin.email());
            screen.page().navigate("/admin/categories");
            category(screen, "Messages").locator("text=Teams").click();
            Locator sales = screen.find("astir-category-ratings select").last();
            sales.selectOption(new SelectOption().setLabel("productive"));
            assertThat(category(screen, "Messages").locator(".own")).hasText("Sales: productive");
            new Looks(screen).checkWhole("admin-categories");
            sales.selectOption("");
            assertThat(category(screen, "Messages").locator(".own")).hasCount(0);
        }
        try (Screen german =
                Screen.open(
                        chromium,
                        app().uri(),
                        Chromium.window(360, 740, ColorScheme.DARK).setLocale("de-DE"))) {
            german.page().navigate("/admin/categories");
            german.page().fill("#email", marcus.email());
            german.page().fill("#password", TestApp.PASSWORD);
            german.page().click("form button");
            // Of his team alone; for the rest he may rate.
            assertThat(german.find(".page-head p")).hasText("8 Kategorien");
            assertThat(german.find("[aria-label='Customers ändern']")).isVisible();
            assertThat(german.find("[aria-label='Messages ändern']")).hasCount(0);
            german.find("[aria-label='Wie Teams Messages bewerten']").click();
            assertThat(german.find("astir-category-ratings select")).hasCount(1);
            german.assertNoSidewaysScrolling();
            german.wholeScreenshot("admin-categories-de");
        }
    }

    @Test
    void beginsWithTheStarterSet(Chromium chromium) {
        admin.api()
                .get("/api/categories")
                .expect(200)
                .json()
                .get("items")
                .forEach(one ->
                        admin.api()
                                .delete("/api/categories/" + one.get("id").asText())
                                .expect(204));
        try (Screen screen = Screen.open(chromium, app().uri())) {
            screen.signIn(admin.email());
            screen.page().navigate("/admin/categories");
            assertThat(screen.find(".empty-state")).containsText("No categories yet");
            screen.assertAccessible();
            screen.screenshot("admin-categories-empty");
            screen.page().click("text=Add the starter set");
            assertThat(screen.find(".category")).hasCount(7);

            screen.page().route("**/api/categories", route -> route.abort());
            screen.page().reload();
            assertThat(screen.find("astir-problem")).containsText("The categories");
            screen.takeComplaints();
        }
        try (Screen screen = Screen.open(chromium, app().uri())) {
            screen.signIn(alice.email());
            screen.page().navigate("/admin/categories");
            assertThat(screen.find("main")).containsText("This page is not here for you");
        }
    }

    private static Locator category(Screen screen, String name) {
        return screen.find(".category")
                .filter(new Locator.FilterOptions().setHas(screen.find("h3", name)));
    }
}
