package dev.astir.app.identity;

import dev.astir.app.platform.OpaqueTokens;
import dev.astir.app.platform.Secrets;
import dev.astir.app.web.ProblemException;
import io.micronaut.http.HttpRequest;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.UUID;

/**
 * The second fence around cookies, besides {@code SameSite}: a changing request repeats, in a
 * header, a value that only our own pages can read. It is an HMAC of the sign-in, so that nobody
 * can plant it. Thread-safe.
 */
@Singleton
final class Csrf {

    private static final String HEADER = "X-CSRF-Token";

    private final byte[] key;

    Csrf(Secrets secrets) {
        this.key = secrets.key("csrf");
    }

    /** What requests of this sign-in must repeat. */
    String token(UUID familyId) {
        return OpaqueTokens.encode(Secrets.hmac(key, familyId.toString()));
    }

    /**
     * @throws ProblemException (403) when the request lacks the token of this sign-in
     */
    void check(HttpRequest<?> request, UUID familyId) {
        String presented = request.getHeaders().get(HEADER);
        byte[] expected = token(familyId).getBytes(StandardCharsets.UTF_8);
        if (presented == null
                || !MessageDigest.isEqual(presented.getBytes(StandardCharsets.UTF_8), expected)) {
            throw ProblemException.forbidden(
                    "csrf",
                    "With cookies, a changing request needs the header X-CSRF-Token with the value"
                            + " of the cookie astir_csrf.");
        }
    }
}
