package dev.astir.app.webhooks;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Signs deliveries as the Standard Webhooks specification says: HMAC-SHA256 over id, time and body.
 * Stateless.
 */
final class Signatures {

    private static final String ALGORITHM = "HmacSHA256";

    private Signatures() {}

    /**
     * The header's value: one signature for each secret.
     *
     * @param secrets at least one, each as it was shown
     * @param epochSecond the time of the try
     */
    static String of(List<String> secrets, String id, long epochSecond, String body) {
        String signed = id + "." + epochSecond + "." + body;
        return secrets.stream()
                .map(secret -> "v1," + sign(secret, signed))
                .collect(Collectors.joining(" "));
    }

    private static String sign(String secret, String signed) {
        byte[] key = Base64.getDecoder().decode(secret.substring(WebhookSecrets.PREFIX.length()));
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(key, ALGORITHM));
            return Base64.getEncoder()
                    .encodeToString(mac.doFinal(signed.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e); // every Java runtime has it
        }
    }
}
