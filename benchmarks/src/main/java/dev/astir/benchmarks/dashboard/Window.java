package dev.astir.benchmarks.dashboard;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.RequestOptions;
import dev.astir.testing.browser.Chromium;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;

/**
 * One window of the browser, with a cache of its own that is empty at first, and Chromium's own
 * instruments at it. Confined to the browser's thread.
 */
final class Window implements AutoCloseable {
    private static final int WIDTH = 1280;
    private static final int HEIGHT = 800;
    private static final double QUIET_MS = 1_000;

    /** The time of the frame with somebody on it, or the end of the last long task after it. */
    private static final String INTERACTIVE =
            """
            (quiet) => {
              const at = Math.max(astirWatch.shown, astirWatch.busyUntil);
              return astirWatch.shown > 0 && performance.now() - at > quiet ? at : 0;
            }
            """;

    /** How long each of 300 frames took, each of which began by scrolling further. */
    private static final String SCROLL =
            """
            async (pixels) => {
              const frame = () => new Promise(requestAnimationFrame);
              scrollTo(0, document.getElementById('long').offsetTop);
              await frame();
              const took = [];
              let last = await frame();
              for (let i = 0; i < 300; i++) {
                scrollBy(0, pixels);
                const now = await frame();
                took.push(now - last);
                last = now;
              }
              return took;
            }
            """;

    private final BrowserContext context;
    private final Page page;
    private final CDPSession instruments;
    private final Traffic traffic = new Traffic();

    private Window(BrowserContext context) throws IOException {
        this.context = context;
        context.addInitScript(script().replace("SELECTOR", Landmark.PERSON.selector));
        page = context.newPage();
        instruments = context.newCDPSession(page);
        instruments.send("Network.enable");
        instruments.send("Performance.enable");
        instruments.on("Network.responseReceived", traffic::answered);
        instruments.on("Network.loadingFinished", traffic::finished);
    }

    private static String script() throws IOException {
        try (InputStream in =
                Objects.requireNonNull(Window.class.getResourceAsStream("watch.js"))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /** Without anybody signed in. */
    static Window open(Chromium chromium, URI site) throws IOException {
        return new Window(
                chromium.open(
                        Chromium.window(WIDTH, HEIGHT, ColorScheme.LIGHT)
                                .setBaseURL(site.toString())));
    }

    /** Of the organization's administrator, who has signed in; no page was loaded yet. */
    static Window signedIn(Chromium chromium, URI app) throws IOException {
        Window window = open(chromium, app);
        boolean isIn =
                window.context
                        .request()
                        .post(
                                "/api/auth/login",
                                RequestOptions.create()
                                        .setHeader("X-Astir-Session", "cookie")
                                        .setData(
                                                Map.of(
                                                        "email", Organization.EMAIL,
                                                        "password", Organization.PASSWORD)))
                        .ok();
        if (!isIn) {
            throw new IOException("nobody could sign in");
        }
        return window;
    }

    /** Makes the page's processor so many times slower. */
    void slowDown(int times) {
        JsonObject rate = new JsonObject();
        rate.addProperty("rate", times);
        instruments.send("Emulation.setCPUThrottlingRate", rate);
    }

    /** Loads the page, and waits for what must be on it. */
    void visit(Landmark landmark) {
        page.navigate(landmark.path);
        page.locator(landmark.selector).first().waitFor();
    }

    /**
     * Loads the page Now.
     *
     * @return milliseconds from the start of the navigation to the frame that shows somebody, or to
     *     the end of the last task above 50 ms before the main thread was quiet for a second
     */
    double interactive() {
        page.navigate(Landmark.PERSON.path);
        return ((Number)
                        page.waitForFunction(
                                        INTERACTIVE,
                                        QUIET_MS,
                                        new Page.WaitForFunctionOptions().setPollingInterval(100))
                                .jsonValue())
                .doubleValue();
    }

    /** Scrolls the table of the page by so much with each of 300 frames. */
    Frames scroll(int pixels) {
        return Frames.of((List<?>) page.evaluate(SCROLL, pixels));
    }

    /** Lets the feed load its page anew, as it does when its list is full. */
    void loadFeedAnew() {
        page.evaluate("document.querySelector('activity-feed').reload()");
    }

    /** What the page has loaded by now. */
    Weight weight() {
        return traffic.weight(page);
    }

    /** What the page holds in memory, after collecting what it no longer needs. */
    Memory memory() {
        return Memory.of(page, instruments);
    }

    /** Hears each message of the page's live connection. */
    void onMessage(Consumer<JsonObject> listener) {
        instruments.on(
                "Network.webSocketFrameReceived",
                frame -> {
                    String text =
                            frame.getAsJsonObject("response").get("payloadData").getAsString();
                    JsonElement message = JsonParser.parseString(text);
                    // A frame has one message, or several that came together.
                    if (message.isJsonArray()) {
                        message.getAsJsonArray()
                                .forEach(each -> listener.accept(each.getAsJsonObject()));
                    } else {
                        listener.accept(message.getAsJsonObject());
                    }
                });
    }

    /** Lets the browser's events come, for so long. */
    void listen(double millis) {
        page.waitForTimeout(millis);
    }

    @Override
    public void close() {
        context.close();
    }
}
