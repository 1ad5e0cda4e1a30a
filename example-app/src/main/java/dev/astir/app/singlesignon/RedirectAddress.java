package dev.astir.app.singlesignon;

import dev.astir.app.web.PublicAddress;
import jakarta.inject.Singleton;
import java.net.URI;

/** Where providers send people back to. Thread-safe. */
@Singleton
class RedirectAddress {

    static final String PATH = "/api/auth/sso/callback";

    private final PublicAddress address;

    RedirectAddress(PublicAddress address) {
        this.address = address;
    }

    URI uri() {
        return address.link(PATH);
    }
}
