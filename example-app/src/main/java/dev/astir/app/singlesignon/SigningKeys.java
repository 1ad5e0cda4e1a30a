package dev.astir.app.singlesignon;

import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import dev.astir.app.outbound.OutboundException;
import dev.astir.app.outbound.OutboundHttp;
import dev.astir.app.web.RateLimit;
import dev.astir.app.web.RateLimits;
import jakarta.inject.Singleton;
import java.net.URI;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;

/**
 * The keys by which providers sign. A key that is not known yet makes them be read anew, at most so
 * often: that is how a provider changes its keys. Thread-safe.
 */
@Singleton
final class SigningKeys {

    static final RateLimit UNKNOWN_KEYS =
            RateLimit.oneEach("sso-unknown-keys", 5, Duration.ofSeconds(30));

    private final Documents<JWKSet> documents;
    private final RateLimits limits;

    SigningKeys(OutboundHttp http, RateLimits limits, Clock clock) {
        this.documents = new Documents<>(http, clock, (address, text) -> parse(text));
        this.limits = limits;
    }

    /** The keys at this address, as the library asks for them. */
    JWKSource<SecurityContext> at(URI address) {
        return (selector, context) -> {
            try {
                List<JWK> found = selector.select(documents.get(address));
                if (found.isEmpty() && limits.tryTake(UNKNOWN_KEYS, address.toString()).isEmpty()) {
                    return selector.select(documents.readAnew(address));
                }
                return found;
            } catch (OutboundException e) {
                throw new KeySourceException("its keys: " + e.getMessage(), e);
            }
        };
    }

    /** The keys as they are now. */
    JWKSet now(URI address) throws OutboundException {
        return documents.readAnew(address);
    }

    private static JWKSet parse(String text) throws OutboundException {
        try {
            return JWKSet.parse(text);
        } catch (ParseException | RuntimeException e) {
            throw new OutboundException("what it answers there is no set of keys");
        }
    }
}
