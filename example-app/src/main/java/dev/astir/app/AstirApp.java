package dev.astir.app;

import dev.astir.app.system.Platform;
import dev.astir.app.system.Settings;
import io.micronaut.context.ApplicationContext;
import io.micronaut.context.ApplicationContextBuilder;
import io.micronaut.runtime.server.EmbeddedServer;
import java.net.URI;
import java.util.Map;

/**
 * The running server: database, migrations, then HTTP; stopped in reverse order. Confined to the
 * thread that starts and stops it.
 */
public final class AstirApp implements AutoCloseable {

    private final Platform platform;
    private final ApplicationContext context;
    private final EmbeddedServer server;

    private AstirApp(Platform platform, ApplicationContext context, EmbeddedServer server) {
        this.platform = platform;
        this.context = context;
        this.server = server;
    }

    /**
     * Starts, and returns when requests are served.
     *
     * @throws dev.astir.app.system.SettingsException when a setting, or what it points at, cannot
     *     be used
     */
    public static AstirApp start(Settings settings) {
        return start(settings, Map.of());
    }

    static AstirApp start(Settings settings, Map<Class<?>, Object> replacements) {
        Platform platform = Platform.start(settings);
        try {
            ApplicationContextBuilder builder =
                    ApplicationContext.builder()
                            .deduceEnvironment(false)
                            .deduceCloudEnvironment(false)
                            // Settings come from ASTIR_* variables alone, checked by Settings.
                            .environmentPropertySource(false)
                            .banner(false)
                            .properties(platform.properties())
                            .singletons(settings, platform.secrets())
                            .singletons(replacements.values().toArray());
            ApplicationContext context = builder.start();
            EmbeddedServer server = context.getBean(EmbeddedServer.class);
            server.start();
            return new AstirApp(platform, context, server);
        } catch (RuntimeException e) {
            platform.close();
            throw e;
        }
    }

    /** Where it answers. */
    public URI uri() {
        return server.getURI();
    }

    /** The application's beans, for tests. */
    ApplicationContext context() {
        return context;
    }

    /**
     * Drains and stops HTTP, then what the features hold, then the pools, and the database last.
     */
    @Override
    public void close() {
        try {
            context.close();
        } finally {
            platform.close();
        }
    }
}
