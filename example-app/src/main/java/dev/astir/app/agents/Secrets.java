package dev.astir.app.agents;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;

/**
 * Makes and hashes the tokens and keys that devices hold. They carry 256 random bits, so that a
 * plain SHA-256 is enough: there is nothing to guess that a slow hash would protect.
 */
final class Secrets {

    /** What an agent key begins with, so that it is never mistaken for a person's access token. */
    static final String KEY_PREFIX = "astir_agent_";

    /** What an enrolment token begins with. */
    static final String TOKEN_PREFIX = "astir_enrol_";

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int BYTES = 32;

    static String generate(String prefix) {
        byte[] bytes = new byte[BYTES];
        RANDOM.nextBytes(bytes);
        return prefix + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    static byte[] hash(String secret) {
        try {
            return MessageDigest.getInstance("SHA-256")
                    .digest(secret.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java runtime has SHA-256", e);
        }
    }

    private Secrets() {}
}
