package dev.astir.app.factors;

import com.eatthepath.otp.TimeBasedOneTimePasswordGenerator;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import javax.crypto.spec.SecretKeySpec;

/**
 * Codes of authenticator apps by RFC 6238, in the form that every app reads: SHA-1, 6 digits, a new
 * code every 30 seconds. Stateless.
 */
final class Totp {

    /** What RFC 4226 recommends: the length of the hash. */
    static final int SECRET_BYTES = 20;

    static final Duration STEP = Duration.ofSeconds(30);

    /** How many steps a phone's clock may be off, each way. */
    private static final int TOLERANCE = 1;

    private static final Pattern CODE = Pattern.compile("[0-9]{6}");
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final String BASE32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

    private Totp() {}

    static byte[] newSecret() {
        byte[] secret = new byte[SECRET_BYTES];
        RANDOM.nextBytes(secret);
        return secret;
    }

    /** The code of a moment. */
    static String code(byte[] secret, Instant at) {
        try {
            return new TimeBasedOneTimePasswordGenerator(STEP)
                    .generateOneTimePasswordString(
                            new SecretKeySpec(secret, "HmacSHA1"), at, Locale.ROOT);
        } catch (InvalidKeyException e) {
            throw new IllegalStateException(e); // any bytes are a key of an HMAC
        }
    }

    /**
     * The step that a code belongs to, if it is one of about now.
     *
     * @param code as somebody typed it, perhaps with blanks
     * @param lastStep of the last code that was used; those up to it count no more
     */
    static OptionalLong step(byte[] secret, String code, Instant now, long lastStep) {
        String typed = code.replaceAll("\\s", "");
        long current = now.getEpochSecond() / STEP.toSeconds();
        OptionalLong found = OptionalLong.empty();
        if (!CODE.matcher(typed).matches()) {
            return found;
        }
        for (long step = current - TOLERANCE; step <= current + TOLERANCE; step++) {
            String right = code(secret, Instant.ofEpochSecond(step * STEP.toSeconds()));
            if (step > lastStep && MessageDigest.isEqual(bytes(right), bytes(typed))) {
                found = OptionalLong.of(step);
            }
        }
        return found;
    }

    /**
     * What a QR code shows to an app.
     *
     * @param issuer whose account it is, as the app's list shows it
     */
    static String uri(byte[] secret, String issuer, String account) {
        return "otpauth://totp/%s:%s?secret=%s&issuer=%s&algorithm=SHA1&digits=6&period=%d"
                .formatted(
                        encoded(issuer),
                        encoded(account),
                        base32(secret),
                        encoded(issuer),
                        STEP.toSeconds());
    }

    /** As people type it into an app. */
    static String base32(byte[] bytes) {
        StringBuilder text = new StringBuilder();
        int bits = 0;
        int buffer = 0;
        for (byte next : bytes) {
            buffer = (buffer << 8) | (next & 0xff);
            bits += 8;
            while (bits >= 5) {
                bits -= 5;
                text.append(BASE32.charAt((buffer >> bits) & 31));
            }
        }
        if (bits > 0) {
            text.append(BASE32.charAt((buffer << (5 - bits)) & 31));
        }
        return text.toString();
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
