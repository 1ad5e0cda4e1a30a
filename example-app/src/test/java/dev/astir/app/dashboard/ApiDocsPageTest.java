package dev.astir.app.dashboard;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import dev.astir.app.Contract;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * The page about the API. That it keeps its policy, and asks no other host, is what closing the
 * window finds.
 */
class ApiDocsPageTest extends PageTest {

    @Test
    void showsEveryRouteToAnybody() {
        screen.page().navigate("/api-docs");

        assertThat(screen.find("main")).hasAttribute("aria-busy", "false");
        int routes =
                Contract.OF_THIS_APP
                        .description()
                        .get("paths")
                        .valueStream()
                        .mapToInt(path -> path.size())
                        .sum();
        assertThat(screen.find(".route")).hasCount(routes);
        assertThat(route("/api/activities/summary").locator("summary code"))
                .hasText("Accept-Language");
        new Looks(screen).check("api-docs");
    }

    @Test
    void aRouteSaysWhatItTakesAndAnswersAndHowToAskIt() {
        screen.page().navigate("/api-docs");
        Locator route = route("/api/sessions/{id}/stop");
        assertThat(route.locator("summary").first()).containsText("Stops a session that runs.");

        route.locator("summary").first().click();

        assertThat(route).containsText("reason");
        assertThat(route).containsText("500 characters");
        assertThat(route.getByLabel("Command"))
                .containsText("curl -sS \"$URL/api/sessions/{id}/stop\" -X POST");
        assertThat(route).containsText("Answer 200");
        assertThat(route).containsText("totalActiveSeconds");
        assertThat(route).containsText("Answer 4XX");
        screen.screenshot("api-docs-route-1280-light");
        screen.assertAccessible();
    }

    @Test
    void findsByWords() {
        screen.page().navigate("/api-docs");

        screen.page().getByLabel("Find a route").fill("post /api/tokens");

        assertThat(screen.find("#found")).hasText("1 route");
        assertThat(route("/api/tokens").last()).isVisible();
        assertThat(route("/api/projects").first()).isHidden();
    }

    @Test
    void anAddressOpensARoute() {
        String id =
                Contract.OF_THIS_APP
                        .description()
                        .at("/paths/~1api~1presence/get/operationId")
                        .asText();
        screen.page().navigate("/api-docs#" + id);

        assertThat(screen.find("details[id='%s']".formatted(id))).hasAttribute("open", "");
    }

    /** What the dashboard loads first has nothing of it. */
    @Test
    void isNoPartOfTheDashboard() {
        List<String> paths = new ArrayList<>();
        screen.page().onRequest(request -> paths.add(request.url()));
        screen.page().navigate("/");
        assertThat(screen.heading()).hasText("Sign in to Astir");

        assertThat(paths).isNotEmpty().noneMatch(url -> url.contains("api-docs"));
    }

    private Locator route(String path) {
        return screen.page()
                .locator(".route")
                .filter(
                        new Locator.FilterOptions()
                                .setHas(
                                        screen.page()
                                                .getByText(
                                                        path,
                                                        new Page.GetByTextOptions()
                                                                .setExact(true))));
    }
}
