package dev.astir.stream.element;

import dev.astir.testing.browser.Chromium;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.StoreScope;
import org.junit.jupiter.api.extension.TestInstancePostProcessor;

/** One server and one browser for all these tests of a JVM; they end after the last one. */
final class Stage implements TestInstancePostProcessor {
    private static final ExtensionContext.Namespace NAMESPACE =
            ExtensionContext.Namespace.create(Stage.class);

    @Override
    public void postProcessTestInstance(Object instance, ExtensionContext context) {
        ((BrowserTest) instance)
                .use(
                        context.getStore(StoreScope.LAUNCHER_SESSION, NAMESPACE)
                                .getOrComputeIfAbsent("shared", key -> new Shared(), Shared.class));
    }

    /** Confined to the thread that runs the tests. */
    static final class Shared implements AutoCloseable {
        final ElementServer server = ElementServer.launch();
        final Chromium chromium = Chromium.launch();

        @Override
        public void close() {
            chromium.close();
            server.close();
        }
    }
}
