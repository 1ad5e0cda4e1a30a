package dev.astir.protocol.client;

import dev.astir.protocol.Enrolment.EnrolRequest;
import dev.astir.protocol.Enrolment.Enrolled;
import dev.astir.protocol.Enrolment.PolicyOffer;
import dev.astir.protocol.Enrolment.PolicyRequest;
import dev.astir.protocol.InvalidMessageException;
import dev.astir.protocol.MessageCodec;
import java.io.IOException;
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

    private <T> T post(String path, byte[] body, Function<byte[], T> decode) {
        URI address = Endpoints.http(server, path);
        ServerRequest.Answer answer;
        try {
            answer = new ServerRequest(address, null, body).send(READ_TIMEOUT);
        } catch (IOException e) {
            throw new EnrolmentException(address + " cannot be reached: " + e.getMessage(), 0, e);
        }
        if (!answer.isGood()) {
            String text = new String(answer.body(), StandardCharsets.UTF_8);
            throw new EnrolmentException(
                    String.format(
                            Locale.ROOT, "%s answered %d: %s", address, answer.status(), text),
                    answer.status(),
                    null);
        }
        try {
            return decode.apply(answer.body());
        } catch (InvalidMessageException e) {
            throw new EnrolmentException(
                    address + " does not answer like an Astir server: " + e.getMessage(),
                    answer.status(),
                    e);
        }
    }
}
