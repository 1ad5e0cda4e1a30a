package dev.astir.app.alerts;

import dev.astir.app.TestApp;
import dev.astir.app.identity.SettableClock;
import dev.astir.app.summaries.ComputingPace;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.StoreScope;

/** Keeps one app whose clock tests move for all test classes of this JVM that wait for alerts. */
final class AlertApp implements BeforeAllCallback {

    static final AtomicReference<Instant> NOW =
            new AtomicReference<>(Instant.parse("2026-11-25T12:00:00Z"));

    /** Days are computed by who needs them. */
    private static final ComputingPace SELDOM = new ComputingPace(Duration.ofDays(1), 0);

    private static final Object LOCK = new Object();
    private static volatile TestApp shared;

    static TestApp app() {
        return shared;
    }

    private static Clock clock() {
        return new SettableClock(NOW);
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        synchronized (LOCK) {
            // Closed after the last test of the process: each class has a root store of its own
            // there.
            context.getStore(StoreScope.LAUNCHER_SESSION, Namespace.create(AlertApp.class))
                    .getOrComputeIfAbsent(
                            "app",
                            key -> shared = TestApp.start(Map.of(), List.of(clock(), SELDOM)),
                            AutoCloseable.class);
        }
    }
}
