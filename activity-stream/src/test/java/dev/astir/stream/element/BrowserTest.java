package dev.astir.stream.element;

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

    Chromium chromium() {
        return Objects.requireNonNull(shared).chromium;
    }

    /** A window in which this person reads the feed, live. */
    FeedPage open(String person) {
        return chromium().open().show(server(), person, feed);
    }
}
