package dev.astir.app.singlesignon;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWT;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.id.Issuer;
import com.nimbusds.openid.connect.sdk.Nonce;
import com.nimbusds.openid.connect.sdk.op.OIDCProviderMetadata;
import com.nimbusds.openid.connect.sdk.validators.IDTokenClaimsVerifier;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Believes a provider's ID tokens, or not (OpenID Connect Core 1.0, section 3.1.3.7). The times in
 * them are compared with the machine's clock, by the library. Thread-safe.
 */
@Singleton
final class IdTokens {

    /** By how much a provider's clock may differ from ours. */
    private static final int MAX_SKEW_SECONDS = 60;

    private static final int LONGEST_SUBJECT = 255;

    /**
     * Signatures whose key only the provider has: not those by a secret that both have, which could
     * be made with a public key in its place, and not none.
     */
    private static final Set<JWSAlgorithm> SIGNATURES = JWSAlgorithm.Family.SIGNATURE;

    private final SigningKeys keys;

    IdTokens(SigningKeys keys) {
        this.keys = keys;
    }

    /**
     * What a token says.
     *
     * @param nonce that the sign-in began with
     * @throws SignInRefused when it is not this provider's, for us, now, and for this sign-in
     */
    Vouched verify(
            IdentityProvider provider, OIDCProviderMetadata description, JWT token, String nonce) {
        ClientID client = new ClientID(provider.clientId());
        DefaultJWTProcessor<SecurityContext> processor = new DefaultJWTProcessor<>();
        processor.setJWSKeySelector(
                new JWSVerificationKeySelector<>(
                        algorithms(description), keys.at(description.getJWKSetURI())));
        processor.setJWTClaimsSetVerifier(
                new IDTokenClaimsVerifier(
                        new Issuer(provider.issuer()), client, new Nonce(nonce), MAX_SKEW_SECONDS));
        try {
            JWTClaimsSet claims = processor.process(token, null);
            checkParty(claims, provider.clientId());
            return vouched(provider, claims);
        } catch (KeySourceException e) {
            throw new SignInRefused(Failure.PROVIDER_AWAY, String.valueOf(e.getMessage()));
        } catch (BadJOSEException | JOSEException e) {
            throw new SignInRefused(Failure.ANSWER_REFUSED, "its ID token: " + e.getMessage());
        }
    }

    /** The signatures that a provider says it makes, as far as they prove anything. */
    static Set<JWSAlgorithm> algorithms(OIDCProviderMetadata description) {
        @Nullable List<JWSAlgorithm> named = description.getIDTokenJWSAlgs();
        // RS256 is what each provider must be able to, so also what one means that names none.
        Set<JWSAlgorithm> sound =
                named == null
                        ? Set.of(JWSAlgorithm.RS256)
                        : named.stream().filter(SIGNATURES::contains).collect(Collectors.toSet());
        if (sound.isEmpty()) {
            throw new SignInRefused(
                    Failure.PROVIDER_BROKEN,
                    "it signs ID tokens by no algorithm that proves whose they are");
        }
        return sound;
    }

    /**
     * The library looks at it only where there are several audiences, and not whether it is there.
     */
    private static void checkParty(JWTClaimsSet claims, String clientId) {
        @Nullable Object party = claims.getClaim("azp");
        boolean isOurs = party == null ? claims.getAudience().size() == 1 : party.equals(clientId);
        if (!isOurs) {
            throw new SignInRefused(
                    Failure.ANSWER_REFUSED, "its ID token was made for another party (azp)");
        }
    }

    private static Vouched vouched(IdentityProvider provider, JWTClaimsSet claims) {
        String subject = claims.getSubject();
        if (subject == null || subject.isBlank() || subject.length() > LONGEST_SUBJECT) {
            throw new SignInRefused(Failure.ANSWER_REFUSED, "its ID token names nobody (sub)");
        }
        Map<String, Object> present = new HashMap<>(claims.getClaims());
        present.values().removeIf(Objects::isNull);
        return new Vouched(provider.issuer(), subject, present);
    }
}
