package dev.astir.stream.element;

import com.microsoft.playwright.options.ColorScheme;
import dev.astir.testing.browser.Chromium;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtendWith;

/** A test with a feed of its own, on the server and in the browser that all of them share. */
@ExtendWith(Stage.class)
abstract class BrowserTest {
    final String feed = UUID.randomUUID().toString();

    private Stage.@Nullable Shared shared;

    void use(Stage.Shared shared) {
        this.shared = shared;
    }

    ElementServer server() {
        return Objects.requireNonNull(shared).server;
    }

    /** A window without history, cookies or cache. */
    FeedPage window() {
        return window(1280, 800, ColorScheme.LIGHT);
    }

    FeedPage window(int width, int height, ColorScheme scheme) {
        return new FeedPage(
                Objects.requireNonNull(shared)
                        .chromium
                        .open(
                                Chromium.window(width, height, scheme)
                                        .setTimezoneId("Europe/Berlin")));
    }

    /** A window in which this person reads the feed, live. */
    FeedPage open(String person) {
        return window().show(server(), person, feed);
    }
}
