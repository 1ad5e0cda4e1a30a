package dev.astir.app.identity;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.MACVerifier;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.astir.app.platform.Secrets;
import jakarta.inject.Singleton;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.Optional;
import java.util.UUID;

/**
 * Signed access tokens (JWT, HMAC-SHA256). A token says who signed in and until when; the role and
 * whether the sign-in still holds are asked of the database, so that a change counts at once. Safe
 * for use by several threads.
 */
@Singleton
final class AccessTokens {

    /** How long a token is good for. */
    static final Duration LIFETIME = Duration.ofMinutes(15);

    private static final String FAMILY = "sid";
    private static final String ORGANIZATION = "org";

    private final MACSigner signer;
    private final MACVerifier verifier;
    private final Clock clock;

    /** What a valid token says. */
    record Claims(UUID userId, UUID organizationId, UUID familyId, Instant expires) {}

    AccessTokens(Secrets secrets, Clock clock) {
        byte[] key = secrets.key("access-token");
        try {
            this.signer = new MACSigner(key);
            this.verifier = new MACVerifier(key);
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
        this.clock = clock;
    }

    String issue(UUID userId, UUID organizationId, UUID familyId) {
        Instant now = clock.instant();
        JWTClaimsSet claims =
                new JWTClaimsSet.Builder()
                        .subject(userId.toString())
                        .claim(ORGANIZATION, organizationId.toString())
                        .claim(FAMILY, familyId.toString())
                        .issueTime(Date.from(now))
                        .expirationTime(Date.from(now.plus(LIFETIME)))
                        .build();
        SignedJWT token = new SignedJWT(new JWSHeader(JWSAlgorithm.HS256), claims);
        try {
            token.sign(signer);
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
        return token.serialize();
    }

    /** The claims of a token that we signed and that has not expired; else empty. */
    Optional<Claims> verify(String token) {
        try {
            SignedJWT jwt = SignedJWT.parse(token);
            // The verifier accepts HMAC algorithms alone, whatever the header asks for.
            if (!JWSAlgorithm.HS256.equals(jwt.getHeader().getAlgorithm())
                    || !jwt.verify(verifier)) {
                return Optional.empty();
            }
            JWTClaimsSet claims = jwt.getJWTClaimsSet();
            Instant expires = claims.getExpirationTime().toInstant();
            if (!clock.instant().isBefore(expires)) {
                return Optional.empty();
            }
            return Optional.of(
                    new Claims(
                            UUID.fromString(claims.getSubject()),
                            UUID.fromString(claims.getStringClaim(ORGANIZATION)),
                            UUID.fromString(claims.getStringClaim(FAMILY)),
                            expires));
        } catch (ParseException
                | JOSEException
                | IllegalArgumentException
                | NullPointerException e) {
            return Optional.empty(); // not one of ours, whatever is wrong with it
        }
    }
}
