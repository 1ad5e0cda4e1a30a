package dev.astir.app.integrations;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.astir.app.platform.Secrets;
import dev.astir.app.platform.StandardWebhooks;
import java.security.MessageDigest;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * Signatures of what senders send, over the bytes as they came: those of <a
 * href="https://www.standardwebhooks.com">Standard Webhooks</a>, which GitLab's are as well, and
 * GitHub's. Compared in constant time. Stateless.
 */
final class Signatures {

    static final String ID = "webhook-id";
    static final String TIMESTAMP = "webhook-timestamp";
    static final String SIGNATURE = "webhook-signature";
    static final String GITHUB = "x-hub-signature-256";

    /** How far a sender's clock may be from ours, and how long something may be sent once more. */
    static final Duration TOLERANCE = Duration.ofMinutes(5);

    private static final String SHA256 = "sha256=";

    /** While secrets are changed there are two. */
    private static final int MOST_SIGNATURES = 10;

    private Signatures() {}

    /** Whether it is signed by one of the secrets, and not long ago. */
    static boolean isStandard(Delivery delivery, List<String> secrets, Instant now) {
        Optional<String> id = delivery.header(ID);
        Optional<String> timestamp = delivery.header(TIMESTAMP);
        Optional<String> given = delivery.header(SIGNATURE);
        if (id.isEmpty()
                || given.isEmpty()
                || timestamp.filter(text -> isNow(text, now)).isEmpty()) {
            return false;
        }
        boolean isSigned = false;
        for (String secret : secrets) {
            byte[] expected =
                    StandardWebhooks.signature(secret, id.get(), timestamp.get(), delivery.body());
            for (String one : given.get().split(" ", MOST_SIGNATURES)) {
                // One after the other, whichever it is: time tells nothing.
                isSigned |= one.startsWith(StandardWebhooks.VERSION) && isEqual(one, expected);
            }
        }
        return isSigned;
    }

    /** Whether it is signed by one of the secrets as GitHub does; its key is the whole text. */
    static boolean isGitHubs(Delivery delivery, List<String> secrets) {
        byte[] given = delivery.header(GITHUB).orElse("").getBytes(UTF_8);
        boolean isSigned = false;
        for (String secret : secrets) {
            isSigned |=
                    MessageDigest.isEqual(
                            given, signAsGitHub(secret, delivery.body()).getBytes(UTF_8));
        }
        return isSigned;
    }

    /** What GitHub writes into its header. */
    static String signAsGitHub(String secret, byte[] body) {
        return SHA256 + HexFormat.of().formatHex(Secrets.hmac(secret.getBytes(UTF_8), body));
    }

    private static boolean isEqual(String signature, byte[] expected) {
        try {
            return MessageDigest.isEqual(
                    Base64.getDecoder()
                            .decode(signature.substring(StandardWebhooks.VERSION.length())),
                    expected);
        } catch (IllegalArgumentException e) {
            return false; // no base64
        }
    }

    private static boolean isNow(String timestamp, Instant now) {
        try {
            Instant sent = Instant.ofEpochSecond(Long.parseLong(timestamp));
            return Duration.between(sent, now).abs().compareTo(TOLERANCE) <= 0;
        } catch (NumberFormatException | DateTimeException | ArithmeticException e) {
            return false;
        }
    }
}
