package dev.astir.protocol.client;

import dev.astir.protocol.MessageCodec;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A request to a server by HTTP. {@link HttpURLConnection}, because java.net.http's client costs 20
 * MB that an agent does not have. Immutable.
 *
 * @param address where to
 * @param key an agent's key; null for none
 * @param body JSON to post; null to get
 */
record ServerRequest(URI address, @Nullable String key, byte @Nullable [] body) {

    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);

    /** What the server said; of the body, as much as a message may have. */
    record Answer(int status, byte[] body) {

        boolean isGood() {
            return status >= 200 && status <= 299;
        }
    }

    /**
     * Sends it, and blocks.
     *
     * @param longest to wait for the answer; no more than 10 seconds of it to connect
     * @throws IOException if the server cannot be reached
     */
    Answer send(Duration longest) throws IOException {
        HttpURLConnection connection = (HttpURLConnection) address.toURL().openConnection();
        try {
            connection.setInstanceFollowRedirects(false);
            connection.setConnectTimeout(
                    (int) Math.min(CONNECT_TIMEOUT.toMillis(), longest.toMillis()));
            connection.setReadTimeout((int) longest.toMillis());
            connection.setRequestProperty("Accept", "application/json");
            if (key != null) {
                connection.setRequestProperty("Authorization", "Bearer " + key);
            }
            if (body != null) {
                connection.setRequestMethod("POST");
                connection.setRequestProperty("Content-Type", "application/json");
                connection.setDoOutput(true);
                connection.setFixedLengthStreamingMode(body.length);
                connection.getOutputStream().write(body);
            }
            int status = connection.getResponseCode();
            boolean isGood = status >= 200 && status <= 299;
            try (InputStream in =
                    isGood ? connection.getInputStream() : connection.getErrorStream()) {
                return new Answer(
                        status,
                        in == null ? new byte[0] : in.readNBytes(MessageCodec.MAX_MESSAGE_BYTES));
            }
        } finally {
            connection.disconnect();
        }
    }
}
