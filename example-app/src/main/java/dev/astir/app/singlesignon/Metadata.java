package dev.astir.app.singlesignon;

import com.nimbusds.oauth2.sdk.GeneralException;
import com.nimbusds.oauth2.sdk.id.Issuer;
import com.nimbusds.openid.connect.sdk.op.OIDCProviderMetadata;
import dev.astir.app.outbound.Destinations;
import dev.astir.app.outbound.OutboundException;
import dev.astir.app.outbound.OutboundHttp;
import jakarta.inject.Singleton;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Clock;
import org.jspecify.annotations.Nullable;

/**
 * What providers say of themselves (OpenID Connect Discovery 1.0): where to send people, where to
 * ask for tokens, and by which keys they sign. Thread-safe.
 */
@Singleton
final class Metadata {

    private final Destinations destinations;
    private final Documents<OIDCProviderMetadata> documents;

    Metadata(OutboundHttp http, Destinations destinations, Clock clock) {
        this.destinations = destinations;
        this.documents = new Documents<>(http, clock, (address, text) -> parse(text));
    }

    /**
     * What the provider says of itself, or said not long ago.
     *
     * @throws OutboundException when it cannot be asked, or what it says cannot be used
     */
    OIDCProviderMetadata of(String issuer) throws OutboundException {
        return checked(issuer, documents.get(address(issuer)));
    }

    /** As {@link #of}, but as it is now. */
    OIDCProviderMetadata ofNow(String issuer) throws OutboundException {
        return checked(issuer, documents.readAnew(address(issuer)));
    }

    /** Where a provider says it. */
    static URI address(String issuer) throws OutboundException {
        try {
            return OIDCProviderMetadata.resolveURL(new Issuer(issuer)).toURI();
        } catch (GeneralException | URISyntaxException e) {
            throw new OutboundException("its address is no web address with a host");
        }
    }

    private static OIDCProviderMetadata parse(String text) throws OutboundException {
        try {
            return OIDCProviderMetadata.parse(text);
        } catch (GeneralException | RuntimeException e) {
            throw new OutboundException(
                    "what it answers there is no description of an OpenID provider");
        }
    }

    private OIDCProviderMetadata checked(String issuer, OIDCProviderMetadata metadata)
            throws OutboundException {
        String own = metadata.getIssuer().getValue();
        if (!own.equals(issuer)) {
            throw new OutboundException(
                    "it calls itself \"%s\"; the issuer must be exactly that"
                            .formatted(own.substring(0, Math.min(own.length(), 200))));
        }
        check("authorization_endpoint", metadata.getAuthorizationEndpointURI());
        check("token_endpoint", metadata.getTokenEndpointURI());
        check("jwks_uri", metadata.getJWKSetURI());
        return metadata;
    }

    private void check(String name, @Nullable URI endpoint) throws OutboundException {
        if (endpoint == null) {
            throw new OutboundException("it names no " + name);
        }
        try {
            destinations.checkForm(endpoint);
        } catch (OutboundException e) {
            throw new OutboundException("of its " + name + ": " + e.getMessage());
        }
    }
}
