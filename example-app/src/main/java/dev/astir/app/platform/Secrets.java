package dev.astir.app.platform;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Keys for different uses, all derived from {@code ASTIR_SECRET} (HMAC-SHA256 of the use's name),
 * so that what one key signed means nothing to another. Immutable.
 */
public final class Secrets {

    private final byte[] secret;

    Secrets(String secret) {
        this.secret = secret.getBytes(StandardCharsets.UTF_8);
    }

    /** A key of 32 bytes for this use. */
    public byte[] key(String use) {
        return hmac(secret, "astir:" + use);
    }

    /** HMAC-SHA256 of the text: 32 bytes. */
    public static byte[] hmac(byte[] key, String text) {
        return hmac(key, text.getBytes(StandardCharsets.UTF_8));
    }

    /** HMAC-SHA256 of the bytes: 32 bytes. */
    public static byte[] hmac(byte[] key, byte[] bytes) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac.doFinal(bytes);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e); // every Java runtime has it
        }
    }
}
