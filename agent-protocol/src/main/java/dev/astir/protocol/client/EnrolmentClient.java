package dev.astir.protocol.client;

import dev.astir.protocol.Enrolment.EnrolRequest;
import dev.astir.protocol.Enrolment.Enrolled;
import dev.astir.protocol.Enrolment.PolicyOffer;
import dev.astir.protocol.Enrolment.PolicyRequest;
import dev.astir.protocol.InvalidMessageException;
import dev.astir.protocol.MessageCodec;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.function.Function;

/**
 * Enrols a device: {@link #policy} asks what will be captured, so that a person can read it, and
 * {@link #enrol} carries the person's consent and brings the device's key.
 *
 * <p>Each call blocks for at most 10 seconds to connect and 30 for the answer. Thread-safe.
 */
public final class EnrolmentClient {

    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);
    private static final Duration READ_TIMEOUT = Duration.ofSeconds(30);

    private final URI server;
    private final MessageCodec codec = MessageCodec.json();

    private EnrolmentClient(URI server) {
        this.server = server;
    }

    /**
     * A client of one server.
     *
     * @param server the server's base address, {@code http} or {@code https}
     * @throws IllegalArgumentException if it is not such an address
     */
    public static EnrolmentClient of(URI server) {
        Endpoints.http(server, "");
        return new EnrolmentClient(server);
    }

    /**
     * What the organization behind a token captures.
     *
     * @throws EnrolmentException if the server refuses or cannot be reached
     * @throws InvalidMessageException if the token cannot be one
     */
    public PolicyOffer policy(String token) {
        byte[] body = codec.encode(new PolicyRequest(token));
        return post("/api/agents/policy", body, codec::decodePolicyOffer);
    }

    /**
     * Enrols this device.
     *
     * @throws EnrolmentException if the server refuses or cannot be reached
     */
    public Enrolled enrol(EnrolRequest request) {
        return post("/api/agents/enrol", codec.encode(request), codec::decodeEnrolled);
    }

    // HttpURLConnection, because java.net.http's client costs 20 MB that an agent does not have.
    private <T> T post(String path, byte[] body, Function<byte[], T> decode) {
        URI address = Endpoints.http(server, path);
        try {
            HttpURLConnection connection = (HttpURLConnection) address.toURL().openConnection();
            try {
                connection.setInstanceFollowRedirects(false);
                connection.setConnectTimeout((int) CONNECT_TIMEOUT.toMillis());
                connection.setReadTimeout((int) READ_TIMEOUT.toMillis());
                connection.setRequestMethod("POST");
                connection.setRequestProperty("Content-Type", "application/json");
                connection.setRequestProperty("Accept", "application/json");
                connection.setDoOutput(true);
                connection.setFixedLengthStreamingMode(body.length);
                connection.getOutputStream().write(body);
                return answer(address, connection, decode);
            } finally {
                connection.disconnect();
            }
        } catch (IOException e) {
            throw new EnrolmentException(address + " cannot be reached: " + e.getMessage(), 0, e);
        }
    }

    private static <T> T answer(
            URI address, HttpURLConnection connection, Function<byte[], T> decode)
            throws IOException {
        int status = connection.getResponseCode();
        if (status < 200 || status > 299) {
            InputStream error = connection.getErrorStream();
            String text = error == null ? "" : new String(bounded(error), StandardCharsets.UTF_8);
            throw new EnrolmentException(
                    String.format(Locale.ROOT, "%s answered %d: %s", address, status, text),
                    status,
                    null);
        }
        try (InputStream in = connection.getInputStream()) {
            return decode.apply(bounded(in));
        } catch (InvalidMessageException e) {
            throw new EnrolmentException(
                    address + " does not answer like an Astir server: " + e.getMessage(),
                    status,
                    e);
        }
    }

    private static byte[] bounded(InputStream in) throws IOException {
        return in.readNBytes(MessageCodec.MAX_MESSAGE_BYTES);
    }
}
