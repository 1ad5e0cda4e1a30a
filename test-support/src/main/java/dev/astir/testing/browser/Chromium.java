package dev.astir.testing.browser;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.ColorScheme;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The system's Chromium, driven by Playwright, which downloads none of its own. Confined to the
 * thread that launched it.
 */
public final class Chromium implements AutoCloseable {

    /** Patience, not a demand: a busy machine must not fail a test. */
    private static final double PATIENCE_MS = 60_000;

    private static final List<String> NAMES =
            List.of("chromium", "chromium-browser", "google-chrome", "google-chrome-stable");

    /**
     * The last one of two such flags counts, so the first ones are what Playwright turns off; and
     * each window would load two pages for the suggestions of its address bar: half a second.
     */
    private static final String FEATURES_OFF =
            "AvoidUnnecessaryBeforeUnloadCheckSync,BoundaryEventDispatchTracksNodeRemoval,"
                    + "DestroyProfileOnBrowserClose,DialMediaRouteProvider,GlobalMediaControls,"
                    + "HttpsUpgrades,LensOverlay,MediaRouter,PaintHolding,"
                    + "ThirdPartyStoragePartitioning,BlockOriginHeaderModificationOnRedirect,"
                    + "Translate,AutoDeElevate,OptimizationHints,msForceBrowserSignIn,"
                    + "msEdgeUpdateLaunchServicesPreferredVersion,"
                    + "WebUIOmniboxPopup,WebUIOmniboxAimPopup";

    private static final List<String> FLAGS =
            List.of(
                    "--headless",
                    "--disable-features=" + FEATURES_OFF,
                    "--no-sandbox",
                    "--disable-gpu",
                    "--disable-quic",
                    "--no-first-run",
                    "--disable-background-networking",
                    "--disable-component-update",
                    "--disable-sync");

    private final Playwright playwright;
    private final Browser browser;

    private Chromium(Playwright playwright, Browser browser) {
        this.playwright = playwright;
        this.browser = browser;
    }

    /** Starts one, which waits for a minute for whatever a test expects of its pages. */
    public static Chromium launch() {
        PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE_MS);
        Playwright playwright =
                Playwright.create(
                        new Playwright.CreateOptions()
                                .setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        BrowserType.LaunchOptions options =
                new BrowserType.LaunchOptions().setExecutablePath(executable()).setArgs(FLAGS);
        return new Chromium(playwright, playwright.chromium().launch(options));
    }

    /** A window in English without history, cookies or cache; settings of it may be added. */
    public static Browser.NewContextOptions window(int width, int height, ColorScheme scheme) {
        return new Browser.NewContextOptions()
                .setViewportSize(width, height)
                .setColorScheme(scheme)
                .setLocale("en-GB");
    }

    /** Opens a window. */
    public BrowserContext open(Browser.NewContextOptions window) {
        return browser.newContext(window);
    }

    @Override
    public void close() {
        playwright.close(); // and with it the browser
    }

    private static Path executable() {
        return Stream.of(System.getenv("PATH").split(File.pathSeparator))
                .flatMap(folder -> NAMES.stream().map(name -> Path.of(folder, name)))
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow(() ->
                        new AssertionError(
                                "Chromium is missing; on Debian: apt-get install chromium"));
    }
}
