package dev.astir.app.webhooks;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.astir.app.platform.StandardWebhooks;
import java.util.List;
import java.util.stream.Collectors;

/** Signs deliveries as {@link StandardWebhooks} says. Stateless. */
final class Signatures {

    private Signatures() {}

    /**
     * The header's value: one signature for each secret.
     *
     * @param secrets at least one, each as it was shown
     * @param epochSecond the time of the try
     */
    static String of(List<String> secrets, String id, long epochSecond, String body) {
        byte[] bytes = body.getBytes(UTF_8);
        return secrets.stream()
                .map(secret -> StandardWebhooks.sign(secret, id, Long.toString(epochSecond), bytes))
                .collect(Collectors.joining(" "));
    }
}
