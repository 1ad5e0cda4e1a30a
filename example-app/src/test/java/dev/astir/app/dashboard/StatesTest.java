package dev.astir.app.dashboard;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Request;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import dev.astir.testing.browser.Chromium;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * How the parts behave that tell a state or ask: panels that fail, forms, dialogs, the undo bar and
 * toasts, each on its page of the catalogue. The browser's clock is the test's where time matters.
 */
class StatesTest extends PartTest {

    private Screen screen;

    @BeforeEach
    void open(Chromium chromium) {
        screen = open(chromium, 1280, 800, ColorScheme.LIGHT);
    }

    @AfterEach
    void close() {
        screen.close();
    }

    // Panels

    @Test
    void aPanelThatFailsIsTriedAgainByItself() {
        String[] answers = {"503", "ok"};
        int[] asked = {0};
        screen.page()
                .route(
                        "**/api/nothing-here",
                        route -> answer(route, answers[Math.min(asked[0]++, 1)]));
        show("panel-state");
        Locator panel = screen.find("astir-catalogue-failing");
        assertThat(panel.locator("h3")).hasText("The heat map could not be loaded");
        assertThat(panel.locator("p").first())
                .hasText(
                        Pattern.compile(
                                "The server answered 503 at \\d\\d:\\d\\d:\\d\\d\\. The other figures on this page are complete\\."));
        assertThat(panel).containsText("It is tried again by itself.");

        // The browser comes back online: nobody waits for a timer.
        screen.page().evaluate("dispatchEvent(new Event('online'))");
        assertThat(panel).containsText("Loaded.");
        assertThat(panel.locator("astir-problem")).hasCount(0);
    }

    @Test
    void aPanelThatIsNotAllowedSaysNoMoreThanOneThatIsGone() {
        show("panel-state");
        Locator panel = screen.find("astir-catalogue-failing");
        assertThat(panel.locator("h3")).hasText("This is not here for you.");
        String gone = panel.innerText();
        screen.page().route("**/api/nothing-here", route -> answer(route, "403"));
        screen.page().reload();
        assertThat(panel.locator("h3")).hasText("This is not here for you.");
        assertThat(panel.innerText()).isEqualTo(gone);
    }

    @Test
    void blocksAreShownOnlyWhenLoadingTakesLong() {
        Route[] held = {null};
        screen.page().route("**/api/nothing-here", route -> held[0] = route);
        screen.page().clock().install();
        Request request =
                screen.page().waitForRequest("**/api/nothing-here", () -> show("panel-state"));
        Locator panel = screen.find("astir-catalogue-failing");
        assertThat(panel.locator(".panel-state")).hasAttribute("aria-busy", "true");
        screen.page().clock().fastForward(400);
        assertThat(panel.locator(".blocks")).isVisible();
        assertThat(panel.locator("[role=status]")).hasText("Loading…");

        answer(held[0], "ok");
        assertThat(panel).containsText("Loaded.");
        assertThat(panel.locator(".blocks")).hasCount(0);
        assertThat(panel.locator(".panel-state")).hasAttribute("aria-busy", "false");
        assertThat(request.method()).isEqualTo("GET");
    }

    // Forms

    @Test
    void whatTheServerRefusesStandsAtItsFieldAndNothingTypedIsLost() {
        screen.page()
                .route(
                        "**/api/auth/register",
                        route ->
                                route.fulfill(
                                        new Route.FulfillOptions()
                                                .setStatus(400)
                                                .setContentType("application/problem+json")
                                                .setBody(
                                                        "{\"title\":\"Invalid\",\"errors\":[{\"field\":\"email\",\"message\":\"must"
                                                                + " be an e-mail address\"}]}")));
        show("field");
        Locator form = screen.find("astir-catalogue-form");
        Locator email = form.locator("#refused-email");
        form.locator("button").click();
        assertThat(form.locator("#refused-email-wrong")).hasText("Please fill this in.");
        assertThat(email).isFocused();

        email.fill("ada");
        form.locator("textarea").fill("A long note");
        form.locator("button").click();
        assertThat(form.locator("#refused-email-wrong")).hasText("must be an e-mail address");
        assertThat(email).hasAttribute("aria-describedby", "refused-email-wrong");
        assertThat(email).isFocused();
        assertThat(email).hasValue("ada");
        assertThat(form.locator("textarea")).hasValue("A long note");

        screen.page().unroute("**/api/auth/register");
        screen.page().route("**/api/auth/register", route -> answer(route, "503"));
        form.locator("button").click();
        assertThat(form.locator("[role=alert]"))
                .hasText("The server answered with an error (503).");
        assertThat(email).not().hasAttribute("aria-invalid", "true");
        assertThat(form.locator("textarea")).hasValue("A long note");
        assertThat(form.locator("button")).hasAttribute("aria-busy", "false");
    }

    // Dialogs

    @Test
    void aDialogBeginsAtTheSafeButtonAndAnswers() {
        show("dialog");
        // The palette's module is here from now on, so that Ctrl K acts at once.
        screen.page().keyboard().press("Control+k");
        assertThat(screen.find(".palette")).isVisible();
        screen.page().keyboard().press("Escape");
        assertThat(screen.find("dialog")).hasCount(0);
        Locator asking = screen.find("astir-catalogue-asking").nth(1);
        asking.locator("button").click();
        Locator dialog = screen.find("dialog");
        assertThat(dialog.getByText("Keep", new Locator.GetByTextOptions().setExact(true)))
                .isFocused();
        screen.assertAccessible();

        // It waits for an answer: neither palette nor list of keys takes its place.
        screen.page().keyboard().press("Control+k");
        screen.page().keyboard().press("Enter");
        assertThat(asking.locator("output")).hasText("no");
        assertThat(dialog).hasCount(0);

        asking.locator("button").click();
        dialog.getByText("Erase", new Locator.GetByTextOptions().setExact(true)).click();
        assertThat(asking.locator("output")).hasText("yes");

        asking.locator("button").click();
        assertThat(dialog).isVisible();
        screen.page().keyboard().press("Escape");
        assertThat(asking.locator("output")).hasText("no");
        assertThat(asking.locator("button")).isFocused();
    }

    @Test
    void aLongTextScrollsInItsDialog() {
        show("dialog");
        screen.find("astir-catalogue-asking").nth(2).locator("button").click();
        assertThat(screen.find("dialog .body")).hasAttribute("tabindex", "0");
        assertThat(screen.find("dialog footer button").last()).isInViewport();
        screen.assertAccessible();
    }

    // Undo

    @Test
    void whatWasDoneCanBeUndoneForSixSeconds() {
        screen.page().clock().install();
        show("undo");
        screen.page().clock().pauseAt(System.currentTimeMillis() + 60_000);
        button("Keep as work").click();
        Locator bar = screen.find(".undo-bar[data-open]");
        assertThat(bar.locator("[role=status]"))
                .hasText("36m kept as work on Northwind migration.");
        screen.page().mouse().move(600, 300);
        screen.page().clock().runFor(5_900);
        assertThat(bar).hasCount(1);
        screen.page().clock().runFor(200);
        assertThat(bar).hasCount(0);

        button("Keep as work").click();
        bar.hover();
        screen.page().clock().runFor(60_000);
        assertThat(bar).hasCount(1);
        screen.page().mouse().move(600, 300);
        screen.page().clock().runFor(6_100);
        assertThat(bar).hasCount(0);
    }

    @Test
    void undoneByAKeyAndTheLastThingOnly() {
        show("undo");
        button("Keep as work").click();
        button("Discard").click();
        Locator bar = screen.find(".undo-bar");
        assertThat(bar).containsText("12m discarded.");
        assertThat(bar).not().containsText("36m kept");
        screen.page().keyboard().press("z");
        assertThat(bar.locator("[role=status]")).hasText("Undone.");

        button("Keep, but too late").click();
        bar.getByText("Undo").click();
        assertThat(bar.locator("[role=status]"))
                .hasText("It could not be undone. The day was submitted meanwhile.");
        screen.assertAccessible();
        bar.locator("button").click();
        assertThat(bar.locator("[role=status]")).hasText("");
    }

    // Toasts

    @Test
    void atMostThreeToastsWhichCloseByThemselves() {
        screen.page().clock().install();
        show("toast");
        screen.page().clock().pauseAt(System.currentTimeMillis() + 60_000);
        Locator toasts = screen.find(".toast");
        for (int i = 0; i < 4; i++) {
            button("News").click();
        }
        assertThat(toasts).hasCount(3);
        toasts.first().getByRole(AriaRole.BUTTON).click();
        assertThat(toasts).hasCount(2);

        toasts.first().hover();
        screen.page().clock().runFor(60_000);
        assertThat(toasts).hasCount(2);
        screen.page().mouse().move(400, 600);
        screen.page().clock().runFor(8_100);
        assertThat(toasts).hasCount(0);
    }

    @Test
    void aToastMakesWayForTheFocus() {
        show("toast");
        button("Long").click();
        assertThat(screen.find(".toast")).isVisible();
        // A button that lies wholly under the toast.
        screen.page()
                .evaluate(
                        """
                        () => {
                          const { left, top } = document.querySelector('.toast').getBoundingClientRect();
                          const button = document.createElement('button');
                          document.querySelector('.page').append(button);
                          button.textContent = 'x';
                          Object.assign(button.style, { position: 'fixed', left: `${left + 40}px`, top: `${top + 20}px` });
                          button.focus();
                        }
                        """);
        assertThat(screen.find(".toasts.below .toast")).isVisible();
        screen.assertAccessible();
    }

    private void show(String part) {
        screen.page().navigate("/catalogue/" + part);
        assertThat(screen.find(".example").first()).isVisible();
    }

    private Locator button(String name) {
        return screen.find(".example")
                .getByText(name, new Locator.GetByTextOptions().setExact(true));
    }

    private static void answer(Route route, String answer) {
        Route.FulfillOptions response = new Route.FulfillOptions();
        if (answer.equals("ok")) {
            route.fulfill(response.setStatus(200).setContentType("application/json").setBody("{}"));
        } else {
            route.fulfill(response.setStatus(Integer.parseInt(answer)).setBody(""));
        }
    }
}
