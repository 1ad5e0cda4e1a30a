package dev.astir.app.dashboard;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.ColorScheme;
import dev.astir.app.TestApp;
import dev.astir.app.TestApp.Person;
import dev.astir.app.identity.Role;
import dev.astir.testing.browser.Chromium;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Projects and their tasks. */
class ProjectsPageTest extends PageTest {

    @Test
    void managersSayWhatTimeCanBeFor() {
        Person manager = app().addUser(admin, Role.MANAGER, "Mara Manager");
        screen.signIn(manager.email());
        screen.go("Projects");
        assertThat(screen.find(".empty-state")).containsText("No projects yet");
        screen.assertAccessible();
        screen.page().click(".empty-state button");
        screen.page().fill("#project-name", "Northwind migration");
        screen.page().fill("#project-description", "To the new warehouse, by spring.");
        screen.page().click("text=Create project");
        Locator project = screen.find(".project", "Northwind migration");
        assertThat(project.locator(".unfold")).isFocused();
        create("Astir core", null);
        create("Handbook", "What everybody should know.");
        screen.page().reload();

        project.locator(".unfold").click();
        assertThat(project).containsText("No tasks yet.");
        for (String task : new String[] {"Import of orders", "Reconciliation"}) {
            screen.page().fill("astir-task-form input", task);
            screen.page().keyboard().press("Enter");
            assertThat(project.locator(".task-name", new Locator.LocatorOptions().setHasText(task)))
                    .isVisible();
        }
        // The address says which one is open.
        screen.page().reload();
        assertThat(project.locator(".task-name"))
                .hasText(new String[] {"Import of orders", "Reconciliation"});
        new Looks(screen).check("projects");

        screen.page().click("[aria-label='Rename Reconciliation']");
        Locator name = screen.find("astir-tasks li input");
        assertThat(name).isFocused();
        name.fill(" ");
        screen.page().keyboard().press("Enter");
        assertThat(project.locator(".failure")).hasText("Please fill this in.");
        name.fill("Closing of accounts");
        screen.page().keyboard().press("Enter");
        assertThat(project.locator(".task-name"))
                .hasText(new String[] {"Closing of accounts", "Import of orders"});
        assertThat(screen.find("[aria-label='Rename Closing of accounts']")).isFocused();

        screen.page().click("[aria-label='Delete Import of orders']");
        screen.page().click("dialog >> text=Delete task");
        assertThat(project.locator(".task-name")).hasText(new String[] {"Closing of accounts"});

        screen.page().click("[aria-label='Edit Northwind migration']");
        screen.page().fill("#project-name", "Southwind");
        screen.page().keyboard().press("Enter");
        assertThat(screen.find(".project .unfold"))
                .hasText(new String[] {"Astir core", "Handbook", "Southwind"});

        screen.page().keyboard().press("/");
        screen.page().keyboard().type("everybody");
        assertThat(screen.find(".project .unfold")).hasText(new String[] {"Handbook"});
        screen.page().click("[aria-label='Delete Handbook']");
        screen.assertAccessible();
        screen.page().click("dialog >> text=Delete project");
        assertThat(screen.find(".strip-state")).containsText("No project matches “everybody”.");
        screen.page().click("text=Clear filters");
        assertThat(screen.find(".project")).hasCount(2);
        assertThat(manager.api().get("/api/projects").json().get("items")).hasSize(2);
    }

    @Test
    void employeesReadThem(Chromium chromium) {
        String id = create("Northwind migration", "To the new warehouse.");
        admin.api()
                .post("/api/projects/%s/tasks".formatted(id), Map.of("name", "Import"))
                .expect(201);
        Person eve = app().addUser(admin, Role.EMPLOYEE, "Eve Adams");
        Instant now = Instant.now();
        eve.api()
                .post(
                        "/api/sessions",
                        Map.of(
                                "startTime",
                                now.minusSeconds(93_600).toString(),
                                "endTime",
                                now.minusSeconds(86_400).toString(),
                                "projectId",
                                id,
                                "reason",
                                "On paper"))
                .expect(201);
        try (Screen german =
                Screen.open(
                        chromium,
                        app().uri(),
                        Chromium.window(360, 740, ColorScheme.DARK).setLocale("de-DE"))) {
            german.page().navigate("/projects?project=" + id);
            german.page().fill("#email", eve.email());
            german.page().fill("#password", TestApp.PASSWORD);
            german.page().click("form button");
            assertThat(german.heading()).hasText("Projekte");
            assertThat(german.find(".task-name")).hasText("Import");
            assertThat(german.find(".project .time")).hasText("Sie 2 h 00 in 4 Wochen");
            assertThat(german.find("main button:not(.unfold)")).hasCount(0);
            german.assertNoSidewaysScrolling();
            german.screenshot("projects-german-360-dark");
        }
    }

    private String create(String name, String description) {
        Map<String, String> body =
                description == null
                        ? Map.of("name", name)
                        : Map.of("name", name, "description", description);
        return admin.api().post("/api/projects", body).expect(201).json().get("id").asText();
    }
}
