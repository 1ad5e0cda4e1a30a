package dev.astir.app;

import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;

/** Keeps one app for all test classes of this JVM. */
final class SharedApp implements BeforeAllCallback {

    private static final Object LOCK = new Object();
    private static volatile TestApp shared;

    static TestApp app() {
        return shared;
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        synchronized (LOCK) {
            // The root store is closed after the last test class, and the app with it.
            context.getRoot()
                    .getStore(Namespace.create(SharedApp.class))
                    .getOrComputeIfAbsent(
                            "app", key -> shared = TestApp.start(), AutoCloseable.class);
        }
    }
}
