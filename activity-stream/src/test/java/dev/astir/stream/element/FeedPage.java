package dev.astir.stream.element;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.ConsoleMessage;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.Cookie;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * One window with the element in it, which notes whatever must never happen: script errors,
 * violations of the content security policy, requests to other hosts. Confined to one thread.
 */
final class FeedPage implements AutoCloseable {
    private static final Path SCREENSHOTS = Path.of("target", "screenshots");

    private static final String AXE =
            """
            axe.run().then(found => found.violations.map(rule =>
                rule.id + ': ' + rule.nodes.map(node => node.html + ' ' + node.failureSummary)))
            """;

    private final BrowserContext context;
    private final Page page;
    private final List<String> complaints = new ArrayList<>();
    private boolean hasAxe;

    FeedPage(BrowserContext context) {
        this.context = context;
        this.page = context.newPage();
        page.onPageError(complaints::add);
        page.onConsoleMessage(this::note);
        page.onRequest(request -> {
            if (!request.url().startsWith("http://127.0.0.1:")) {
                complaints.add("request to another host: " + request.url());
            }
        });
    }

    /** Opens the page of a feed as this person, with these attributes of the element. */
    FeedPage show(ElementServer server, String person, String feed, String attributes) {
        return visit(server, person, feed, "feed.html?" + attributes);
    }

    /** Opens one of the test's pages as this person. */
    FeedPage visit(ElementServer server, String person, String feed, String path) {
        context.addCookies(
                List.of(
                        new Cookie("session", person + "." + feed)
                                .setUrl(server.uri().toString())));
        page.navigate(server.uri() + "/pages/" + path);
        return this;
    }

    FeedPage show(ElementServer server, String person, String feed) {
        show(server, person, feed, "");
        awaitState("Live");
        return this;
    }

    FeedPage show(URI address) {
        page.navigate(address.toString());
        return this;
    }

    Page page() {
        return page;
    }

    Locator find(String selector) {
        return page.locator(selector);
    }

    Locator find(String selector, String text) {
        return page.locator(selector, new Page.LocatorOptions().setHasText(text));
    }

    /** The events, not the comments, and not lines of several events. */
    Locator events() {
        return find("[part=article]");
    }

    Locator event(String text) {
        return find("[part=article]", text);
    }

    /** The lines of several events. */
    Locator folds() {
        return find("[part~=fold]");
    }

    Locator fold(String text) {
        return find("[part~=fold]", text);
    }

    Locator button(String text) {
        return find("button", text);
    }

    List<String> messages() {
        return find("[part=message]").allInnerTexts();
    }

    Locator status() {
        return find("[part=status]");
    }

    Locator notice() {
        return find("[part=notice]");
    }

    void awaitState(String state) {
        assertThat(status()).hasText(state);
    }

    void press(String key) {
        page.keyboard().press(key);
    }

    /** What the system prefers from now on. */
    void scheme(ColorScheme scheme) {
        page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(scheme));
    }

    void screenshot(String name) {
        page.screenshot(new Page.ScreenshotOptions().setPath(SCREENSHOTS.resolve(name + ".png")));
    }

    /** Fails with what axe finds, every rule on. */
    void assertAccessible(String where) {
        // AxeBuilder would load axe twice each time, and open a window, for the sake of frames.
        assertThat(page.frames()).hasSize(1);
        if (!hasAxe) {
            page.evaluate(AxeBuilder.getAxeScript());
            hasAxe = true;
        }
        assertThat((List<?>) page.evaluate(AXE)).as("axe on %s", where).isEmpty();
        assertThat(page.evaluate("document.documentElement.scrollWidth - innerWidth"))
                .as("sideways scrolling of %s", where)
                .isEqualTo(0);
    }

    /** Closes the window, and fails if something went wrong in it. */
    @Override
    public void close() {
        context.close();
        assertThat(complaints).isEmpty();
    }

    /** What the browser says of failed requests is no mistake of the page's. */
    private void note(ConsoleMessage message) {
        boolean network =
                message.text().startsWith("Failed to load resource")
                        || message.text().startsWith("WebSocket connection to");
        if ("error".equals(message.type()) && !network) {
            complaints.add(message.text());
        }
    }
}
