package dev.astir.app.platform;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.SecureRandom;
import java.util.Base64;

/**
 * Secrets and signatures by the specification <a href="https://www.standardwebhooks.com">Standard
 * Webhooks</a>, for what is sent and for what comes: HMAC-SHA256 over id, time and body. Stateless.
 */
public final class StandardWebhooks {

    /** What a secret begins with; base64 follows. */
    public static final String PREFIX = "whsec_";

    /** What a signature of this kind begins with; base64 follows. */
    public static final String VERSION = "v1,";

    private static final SecureRandom RANDOM = new SecureRandom();

    /** The specification asks for 24 to 64; GitLab wants as many as this. */
    private static final int BYTES = 32;

    private StandardWebhooks() {}

    /** A new secret, as it is shown once. */
    public static String generateSecret() {
        byte[] key = new byte[BYTES];
        RANDOM.nextBytes(key);
        return PREFIX + Base64.getEncoder().encodeToString(key);
    }

    /**
     * The bytes of a signature.
     *
     * @param secret as {@link #generateSecret} makes it
     * @param timestamp seconds since 1970, as the header has them
     * @param body as it is sent: the signature is over these bytes
     */
    public static byte[] signature(String secret, String id, String timestamp, byte[] body) {
        byte[] head = (id + "." + timestamp + ".").getBytes(UTF_8);
        byte[] signed = new byte[head.length + body.length];
        System.arraycopy(head, 0, signed, 0, head.length);
        System.arraycopy(body, 0, signed, head.length, body.length);
        return Secrets.hmac(Base64.getDecoder().decode(secret.substring(PREFIX.length())), signed);
    }

    /** The same as a header has it. */
    public static String sign(String secret, String id, String timestamp, byte[] body) {
        return VERSION + Base64.getEncoder().encodeToString(signature(secret, id, timestamp, body));
    }
}
