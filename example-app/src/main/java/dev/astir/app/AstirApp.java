package dev.astir.app;

import dev.astir.app.demo.DemoOrganization;
import dev.astir.app.limits.Leaving;
import dev.astir.app.organizations.FirstAdministrator;
import dev.astir.app.platform.JavaLogging;
import dev.astir.app.platform.Platform;
import dev.astir.app.platform.Settings;
import dev.astir.app.platform.SettingsException;
import io.micronaut.context.ApplicationContext;
import io.micronaut.context.env.PropertySource;
import io.micronaut.http.server.exceptions.ServerStartupException;
import io.micronaut.runtime.server.EmbeddedServer;
import java.net.SocketException;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.slf4j.LoggerFactory;

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
     * @throws dev.astir.app.platform.SettingsException when a setting, or what it points at, cannot
     *     be used
     */
    public static AstirApp start(Settings settings) {
        return start(settings, List.of());
    }

    /** With some beans in place of the app's own, such as a clock. */
    static AstirApp start(Settings settings, List<Object> replacements) {
        // By one thread, before two of them log: SLF4J would complain and replay what they say.
        LoggerFactory.getILoggerFactory();
        JavaLogging.intoOurs();
        // Reading the bean definitions takes as long as starting the database, and needs none.
        CompletableFuture<ApplicationContext> building =
                CompletableFuture.supplyAsync(
                        () -> build(settings, replacements),
                        task -> Thread.ofPlatform().name("astir-start").start(task));
        Platform platform;
        try {
            platform = Platform.start(settings);
        } catch (RuntimeException e) {
            var unused = building.thenAccept(ApplicationContext::close);
            throw e;
        }
        ApplicationContext context;
        try {
            context = building.join();
        } catch (RuntimeException e) {
            platform.close();
            throw e;
        }
        try {
            context.registerSingleton(platform.secrets());
            context.registerSingleton(platform.databaseWatch());
            context.registerSingleton(platform.directConnections());
            context.getEnvironment()
                    .addPropertySource(PropertySource.of("astir", platform.properties()));
            context.start();
            context.getBean(FirstAdministrator.class).ensure();
            return new AstirApp(platform, context, serve(context, settings));
        } catch (RuntimeException e) {
            context.close();
            platform.close();
            throw e;
        }
    }

    private static ApplicationContext build(Settings settings, List<Object> replacements) {
        return ApplicationContext.builder()
                .deduceEnvironment(false)
                .deduceCloudEnvironment(false)
                // Settings come from ASTIR_* variables alone, checked by Settings.
                .environmentPropertySource(false)
                .banner(false)
                .singletons(settings)
                .singletons(replacements.toArray())
                .build();
    }

    private static EmbeddedServer serve(ApplicationContext context, Settings settings) {
        EmbeddedServer server = context.getBean(EmbeddedServer.class);
        try {
            server.start();
        } catch (ServerStartupException e) {
            Throwable cause = e;
            while (cause.getCause() != null) {
                cause = cause.getCause();
            }
            if (cause instanceof SocketException) {
                throw new SettingsException(
                        "ASTIR_BIND is \"%s\" and ASTIR_PORT is %d, which cannot be listened on: %s"
                                .formatted(settings.bind(), settings.port(), cause.getMessage()));
            }
            throw e;
        }
        return server;
    }

    /** Where it answers. */
    public URI uri() {
        return server.getURI();
    }

    /** How to sign in to the demo, once its people exist; never completed without a demo. */
    CompletableFuture<List<String>> demoLogins() {
        return context.getBean(DemoOrganization.class).logins();
    }

    /** The application's beans, for tests. */
    ApplicationContext context() {
        return context;
    }

    /**
     * Goes in an order in which nothing is lost: requests get their answers, sockets are sent to
     * other nodes, then what the features hold, the pools, and the database last.
     */
    @Override
    public void close() {
        try {
            // Requests first, while all that they need is there.
            context.getBean(Leaving.class).leave(context.getBean(Settings.class).drain());
            context.close();
        } finally {
            platform.close();
        }
    }
}
