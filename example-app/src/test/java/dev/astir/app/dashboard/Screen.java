package dev.astir.app.dashboard;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.microsoft.playwright.APIResponse;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.ConsoleMessage;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.WebSocket;
import com.microsoft.playwright.WebSocketFrame;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.RequestOptions;
import dev.astir.app.TestApp;
import dev.astir.testing.browser.Chromium;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One window of the dashboard, which notes whatever must never happen: script errors, violations of
 * the content security policy, requests to other hosts. Confined to one thread.
 */
public final class Screen implements AutoCloseable {

    private static final Path SCREENSHOTS = Path.of("target", "screenshots");

    private static final ObjectMapper JSON = new ObjectMapper();

    private static final int TALLEST_SCREENSHOT = 2_800;

    private static final String VIOLATIONS =
            """
            axe.run(document, { resultTypes: ['violations'] }).then(({ violations }) =>
              violations.map(({ id, nodes }) =>
                `${id}: ${nodes.map(({ html, failureSummary }) => `${html} ${failureSummary}`)}`))
            """;

    private final BrowserContext context;
    private final Page page;
    private final List<String> complaints = new ArrayList<>();

    /** By channel: how many subscriptions of the page's socket are not answered yet. */
    private final Map<String, Integer> unanswered = new HashMap<>();

    private @Nullable WebSocket socket;

    private Screen(BrowserContext context, URI app) {
        this.context = context;
        this.page = context.newPage();
        page.onWebSocket(this::opened);
        page.onPageError(complaints::add);
        page.onConsoleMessage(this::note);
        page.onRequest(request -> {
            if (!request.url().startsWith(app.toString())) {
                complaints.add("request to another host: " + request.url());
            }
        });
    }

    /** A window with no history, cookies or cache, at the app's address. */
    public static Screen open(Chromium chromium, URI app) {
        return open(chromium, app, 1280, 800, ColorScheme.LIGHT);
    }

    static Screen open(Chromium chromium, URI app, int width, int height, ColorScheme scheme) {
        return open(chromium, app, Chromium.window(width, height, scheme));
    }

    /** A window with these settings, such as another language. */
    static Screen open(Chromium chromium, URI app, Browser.NewContextOptions window) {
        return new Screen(chromium.open(window.setBaseURL(app.toString())), app);
    }

    Page page() {
        return page;
    }

    public Locator find(String selector) {
        return page.locator(selector);
    }

    Locator find(String selector, String text) {
        return page.locator(selector, new Page.LocatorOptions().setHasText(text));
    }

    /** With the usual password, by the request that the form sends, and goes to the first page. */
    public void signIn(String email) {
        APIResponse answer =
                context.request()
                        .post(
                                "/api/auth/login",
                                RequestOptions.create()
                                        .setHeader("X-Astir-Session", "cookie")
                                        .setData(
                                                Map.of(
                                                        "email",
                                                        email,
                                                        "password",
                                                        TestApp.PASSWORD)));
        assertThat(answer).isOK();
        page.navigate("/");
        assertThat(heading()).hasText("Now");
    }

    /** The same, as a person does. */
    public void signInByForm(String email) {
        page.navigate("/");
        page.fill("#email", email);
        page.fill("#password", TestApp.PASSWORD);
        page.click("form button");
        assertThat(heading()).hasText("Now");
    }

    Locator heading() {
        return find("h1");
    }

    /** Follows the header's link, as a person does. */
    public void go(String title) {
        page.click("nav >> text=" + title);
        assertThat(heading()).hasText(title);
    }

    Locator articles() {
        return find("activity-feed article");
    }

    /** The event whose message is exactly this. */
    Locator article(String message) {
        return page.getByRole(
                AriaRole.ARTICLE, new Page.GetByRoleOptions().setName(message).setExact(true));
    }

    /** Waits until the feed says that it is live. */
    void awaitLiveFeed() {
        assertThat(find("activity-feed [part=status]")).hasText("Live");
    }

    /** Waits until all that the page follows of a channel is answered: then it misses nothing. */
    void awaitSubscribed(String channel) {
        page.waitForCondition(() -> unanswered.getOrDefault(channel, 1) == 0);
    }

    private void opened(WebSocket opened) {
        socket = opened;
        unanswered.clear();
        opened.onFrameSent(frame -> count(opened, frame, "subscribe", 1));
        opened.onFrameReceived(frame -> count(opened, frame, "subscribed", -1));
    }

    private void count(WebSocket from, WebSocketFrame frame, String type, int change) {
        if (from != socket) {
            return; // of the page before
        }
        JsonNode read;
        try {
            read = JSON.readTree(frame.text());
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(frame.text(), e);
        }
        for (JsonNode message : read.isArray() ? read : List.of(read)) {
            if (message.path("type").asText().equals(type)) {
                unanswered.merge(message.path("channel").asText(), change, Integer::sum);
            }
        }
    }

    /** The card of this person on the Now page. */
    public Locator person(String name) {
        return find(".person", name);
    }

    public void screenshot(String name) {
        page.screenshot(new Page.ScreenshotOptions().setPath(SCREENSHOTS.resolve(name + ".png")));
    }

    /** Also of what is below the window's edge, as far as somebody would look at it. */
    void wholeScreenshot(String name) {
        Number height = (Number) page.evaluate("document.documentElement.scrollHeight");
        page.screenshot(
                new Page.ScreenshotOptions()
                        .setPath(SCREENSHOTS.resolve(name + ".png"))
                        .setFullPage(true)
                        .setClip(
                                0,
                                0,
                                page.viewportSize().width,
                                Math.min(height.doubleValue(), TALLEST_SCREENSHOT)));
    }

    /** Fails with what axe finds, every rule on. */
    void assertAccessible() {
        // AxeBuilder would load axe twice each time, and open a window, for the sake of frames.
        assertThat(page.frames()).hasSize(1);
        if (page.evaluate("!window.axe") == Boolean.TRUE) {
            page.evaluate(AxeBuilder.getAxeScript());
        }
        assertThat((List<?>) page.evaluate(VIOLATIONS)).as("axe on %s", page.url()).isEmpty();
    }

    /** Once what is laid out by scripts has followed the window's new width. */
    void assertNoSidewaysScrolling() {
        await().pollInSameThread()
                .alias("overflow at " + page.url())
                .untilAsserted(() ->
                        assertThat(
                                        page.evaluate(
                                                "document.documentElement.scrollWidth - innerWidth"))
                                .isEqualTo(0));
    }

    /** What went wrong since it was last asked, or until now. */
    List<String> takeComplaints() {
        List<String> taken = List.copyOf(complaints);
        complaints.clear();
        return taken;
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
