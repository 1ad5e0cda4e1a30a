package dev.astir.stream.element;

import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** One server and one browser for the tests of a class; each test has a feed of its own. */
abstract class BrowserTest {
    private static @Nullable ElementServer server;
    private static @Nullable Chromium chromium;

    final String feed = UUID.randomUUID().toString();

    @BeforeAll
    static void start() {
        server = ElementServer.launch();
        chromium = Chromium.launch();
    }

    @AfterAll
    static void stop() {
        try (ElementServer ended = server;
                Chromium quit = chromium) {
            server = null;
            chromium = null;
        }
    }

    static ElementServer server() {
        return Objects.requireNonNull(server);
    }

    static Chromium chromium() {
        return Objects.requireNonNull(chromium);
    }

    /** A window in which this person reads the feed, live. */
    FeedPage open(String person) {
        return chromium().open().show(server(), person, feed);
    }
}
