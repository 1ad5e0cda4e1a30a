package dev.astir.app.web;

import dev.astir.app.platform.Settings;
import io.micronaut.context.BeanProvider;
import io.micronaut.runtime.server.EmbeddedServer;
import jakarta.inject.Singleton;
import java.net.URI;

/**
 * Links for people elsewhere, such as in a mail: below {@code ASTIR_PUBLIC_URL}, or the address
 * that the server listens on. Never what a request says its host is, which whoever sends it
 * chooses. Thread-safe.
 */
@Singleton
public class PublicAddress {

    private final Settings settings;
    private final BeanProvider<EmbeddedServer> server;

    PublicAddress(Settings settings, BeanProvider<EmbeddedServer> server) {
        this.settings = settings;
        this.server = server;
    }

    /**
     * A link to a page.
     *
     * @param path with what follows it in an address; a secret follows a {@code #}, which browsers
     *     send to nobody: {@code /accept-invitation#token=…}
     */
    public URI link(String path) {
        String base = settings.publicUrl().orElseGet(() -> server.get().getURI()).toString();
        return URI.create(base.replaceFirst("[?].*", "").replaceFirst("/+$", "") + path);
    }
}
