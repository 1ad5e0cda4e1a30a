package dev.astir.app.factors;

import com.yubico.webauthn.data.RelyingPartyIdentity;
import dev.astir.app.platform.Settings;
import dev.astir.app.web.ProblemException;
import jakarta.inject.Singleton;
import java.net.URI;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Where passkeys are good: a passkey belongs to the name in the browser's address, and to no
 * number. That is the host of {@code ASTIR_PUBLIC_URL}, or {@code localhost} without one: browsers
 * have passkeys by https alone, but on the own machine. Immutable.
 */
@Singleton
class RelyingPartyAddress {

    private static final String THIS_MACHINE = "localhost";

    /** IPv4, or IPv6 in brackets. */
    private static final Pattern NUMBER = Pattern.compile("[0-9.]+|\\[.*]");

    private final Optional<String> host;
    private final Set<String> origins;

    RelyingPartyAddress(Settings settings) {
        this.host =
                Optional.of(
                                settings.publicUrl()
                                        .map(URI::getHost)
                                        .orElse(THIS_MACHINE)
                                        .toLowerCase(Locale.ROOT))
                        .filter(name -> !NUMBER.matcher(name).matches());
        this.origins =
                settings.publicUrl()
                        .map(url -> Set.of(Settings.origin(url)))
                        .orElse(Set.of("http://" + THIS_MACHINE));
    }

    /** The name that a browser's address must have; empty where passkeys are good for nothing. */
    Optional<String> host() {
        return host;
    }

    /**
     * @throws ProblemException 409 {@code passkeys-unavailable} where there is none
     */
    void demand() {
        if (host.isEmpty()) {
            throw ProblemException.conflict(
                    "passkeys-unavailable",
                    "Passkeys belong to a name, and this server is known by a number.");
        }
    }

    /** Whether any port is good. */
    boolean isThisMachine() {
        return origins.contains("http://" + THIS_MACHINE);
    }

    Set<String> origins() {
        return origins;
    }

    RelyingPartyIdentity identity() {
        return RelyingPartyIdentity.builder().id(host.orElseThrow()).name("Astir").build();
    }
}
