package dev.astir.app.platform;

import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What must stand before the application, and stay until after it: the home folder, the database in
 * its newest form, the secret. Confined to the thread that starts and stops the app.
 */
public final class Platform implements AutoCloseable {

    private final Settings settings;
    private final Settings.Database database;
    private final Secrets secrets;
    private final @Nullable Home home;
    private final @Nullable EmbeddedDatabase embedded;

    /** Since the database is in its newest form. */
    private @Nullable DatabaseWatch watch;

    private Platform(
            Settings settings,
            Settings.Database database,
            Secrets secrets,
            @Nullable Home home,
            @Nullable EmbeddedDatabase embedded) {
        this.settings = settings;
        this.database = database;
        this.secrets = secrets;
        this.home = home;
        this.embedded = embedded;
    }

    /**
     * Starts the embedded database unless the settings name another, and migrates it.
     *
     * @throws SettingsException when that cannot be done
     */
    public static Platform start(Settings settings) {
        Platform platform = settings.database().isPresent() ? external(settings) : own(settings);
        try {
            Migrations.run(platform.database);
            TenantWall.prove(platform.database);
            platform.watch();
        } catch (RuntimeException e) {
            platform.close();
            throw e;
        }
        return platform;
    }

    private static Platform external(Settings settings) {
        return new Platform(
                settings,
                settings.database().orElseThrow(),
                new Secrets(settings.secret().orElseThrow()),
                null,
                null);
    }

    private static Platform own(Settings settings) {
        Home home = Home.take(settings.home());
        try {
            Secrets secrets = new Secrets(settings.secret().orElseGet(() -> secret(home)));
            EmbeddedDatabase embedded = EmbeddedDatabase.start(home);
            return new Platform(settings, embedded.address(), secrets, home, embedded);
        } catch (RuntimeException e) {
            home.close();
            throw e;
        }
    }

    private static String secret(Home home) {
        return home.secret(
                "secret", "remove it, and Astir makes a new one (everybody signs in again)");
    }

    /** Keys for signing, derived from the one secret. */
    public Secrets secrets() {
        return secrets;
    }

    private void watch() {
        DatabaseRevival revival =
                embedded == null ? null : new DatabaseRevival(embedded, Clock.systemUTC());
        watch = DatabaseWatch.start(database, revival);
    }

    /** Whether the database answers. */
    public DatabaseWatch databaseWatch() {
        return Objects.requireNonNull(watch);
    }

    /** Connections that are nobody else's. */
    public DirectConnections directConnections() {
        return DirectConnections.of(databaseWatch());
    }

    /** What the framework must know: the server's address, and the two pools with their roles. */
    public Map<String, Object> properties() {
        Map<String, Object> properties = new HashMap<>();
        properties.put("micronaut.server.host", settings.bind());
        properties.put("micronaut.server.port", settings.port() == 0 ? -1 : settings.port());
        List<String> origins = settings.trustedOrigins();
        if (!origins.isEmpty()) {
            // Embedders on these origins send bearer tokens; cookies stay at home.
            properties.put("micronaut.server.cors.enabled", true);
            String prefix = "micronaut.server.cors.configurations.embedders.";
            properties.put(prefix + "allowed-origins", origins);
            properties.put(prefix + "allow-credentials", false);
            properties.put("astir.stream.allowed-origins", origins);
        }
        pool(properties, "default", TenantWall.TENANT_ROLE);
        pool(properties, "system", TenantWall.SYSTEM_ROLE);
        return properties;
    }

    private void pool(Map<String, Object> properties, String name, String role) {
        String prefix = "datasources." + name + ".";
        properties.put(prefix + "url", database.url());
        if (database.user() != null) {
            properties.put(prefix + "username", database.user());
        }
        if (database.password() != null) {
            properties.put(prefix + "password", database.password());
        }
        properties.put(prefix + "connection-init-sql", "SET ROLE " + role);
    }

    @Override
    public void close() {
        if (watch != null) {
            // First, or it would start the database again.
            watch.close();
        }
        if (embedded != null) {
            embedded.close();
        }
        if (home != null) {
            home.close();
        }
    }
}
