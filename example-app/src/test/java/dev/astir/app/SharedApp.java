package dev.astir.app;

import java.util.Map;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.StoreScope;

/** Keeps one app for all test classes of this JVM. */
final class SharedApp implements BeforeAllCallback {

    private static final Object LOCK = new Object();
    private static volatile TestApp shared;

    private static final Map<String, String> SETTINGS =
            Map.of(
                    // So that a test can come from any address, by X-Forwarded-For.
                    "ASTIR_TRUSTED_PROXIES",
                    "127.0.0.1, ::1",
                    // So that an identity provider can be a test's own.
                    "ASTIR_SSO_NETWORKS",
                    "127.0.0.1",
                    // And so that a webhook can be.
                    "ASTIR_WEBHOOK_NETWORKS",
                    "127.0.0.1");

    static TestApp app() {
        return shared;
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        synchronized (LOCK) {
            // Closed after the last test of the process, and the app with it: each class has a root
            // store of its own there.
            context.getStore(StoreScope.LAUNCHER_SESSION, Namespace.create(SharedApp.class))
                    .getOrComputeIfAbsent(
                            "app", key -> shared = TestApp.start(SETTINGS), AutoCloseable.class);
        }
    }
}
