package dev.astir.app.identity.tokens;

import dev.astir.app.identity.Scope;
import dev.astir.app.web.PublicAddress;
import jakarta.inject.Singleton;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Addresses with a token in them, for programs that can send none: feed readers and calendars. Who
 * has one reads what it is for. Thread-safe.
 */
@Singleton
class AddressLinks {

    private final PublicAddress address;

    AddressLinks(PublicAddress address) {
        this.address = address;
    }

    /** The address that a token with these scopes is for; null for one that is for the API. */
    @Nullable URI to(List<Scope> scopes, String token) {
        String path = "/api/addresses/" + token;
        if (scopes.contains(Scope.ATOM)) {
            return address.link(path + "/feed.atom");
        }
        return scopes.contains(Scope.CALENDAR) ? address.link(path + "/sessions.ics") : null;
    }
}
