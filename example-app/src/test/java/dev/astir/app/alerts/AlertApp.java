package dev.astir.app.alerts;

import dev.astir.app.TestApp;
import dev.astir.app.identity.SettableClock;
import java.time.Instant;
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

    private static final Object LOCK = new Object();
    private static volatile TestApp shared;

    static TestApp app() {
        return shared;
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        synchronized (LOCK) {
            // Closed after the last test of the process: each class has a root store of its own
            // there.
            context.getStore(StoreScope.LAUNCHER_SESSION, Namespace.create(AlertApp.class))
                    .getOrComputeIfAbsent(
                            "app",
                            key -> shared = TestApp.start(Map.of(), new SettableClock(NOW)),
                            AutoCloseable.class);
        }
    }
}
