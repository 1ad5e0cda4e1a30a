package dev.astir.app.singlesignon;

import dev.astir.app.platform.Settings;
import io.micronaut.context.BeanProvider;
import io.micronaut.runtime.server.EmbeddedServer;
import jakarta.inject.Singleton;
import java.net.URI;

/**
 * Where providers send people back to. Never what a request's Host header says, which anybody may
 * write. Thread-safe.
 */
@Singleton
class RedirectAddress {

    static final String PATH = "/api/auth/sso/callback";

    private final Settings settings;
    private final BeanProvider<EmbeddedServer> server;

    RedirectAddress(Settings settings, BeanProvider<EmbeddedServer> server) {
        this.settings = settings;
        this.server = server;
    }

    URI uri() {
        return settings.publicUrl().orElseGet(() -> server.get().getURI()).resolve(PATH);
    }
}
