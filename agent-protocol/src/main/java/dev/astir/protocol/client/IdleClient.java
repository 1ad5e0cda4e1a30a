package dev.astir.protocol.client;

import dev.astir.protocol.Idle;
import dev.astir.protocol.InvalidMessageException;
import dev.astir.protocol.MessageCodec;
import dev.astir.protocol.Refusal;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Asks a server which idle time waits for a decision of this device's person, and carries what they
 * decide. Each call blocks. Thread-safe.
 */
public final class IdleClient {

    private static final String PATH = "/api/agent/idle";

    private final URI address;
    private final String agentKey;
    private final Duration longest;
    private final MessageCodec codec = MessageCodec.json();

    private IdleClient(URI address, String agentKey, Duration longest) {
        this.address = address;
        this.agentKey = agentKey;
        this.longest = longest;
    }

    /**
     * A client of one server.
     *
     * @param server the server's base address, {@code http} or {@code https}
     * @param agentKey the agent's key, as enrolled
     * @param longest how long a call waits for the answer
     * @throws IllegalArgumentException if it is not such an address
     */
    public static IdleClient of(URI server, String agentKey, Duration longest) {
        return new IdleClient(Endpoints.http(server, PATH), agentKey, longest);
    }

    /**
     * What waits for a decision.
     *
     * @throws RefusedException if the server refuses, cannot be reached, or is something else
     */
    public Idle.Waiting waiting() {
        ServerRequest.Answer answer = send(null);
        try {
            return codec.decodeIdleWaiting(answer.body());
        } catch (InvalidMessageException e) {
            throw new RefusedException(
                    address + " does not answer like an Astir server: " + e.getMessage(),
                    answer.status(),
                    null,
                    e);
        }
    }

    /**
     * Decides what a stretch was. The same again changes nothing; another decision comes before an
     * earlier one.
     *
     * @throws RefusedException as {@link #waiting}
     */
    public void decide(Idle.Answer decided) {
        send(codec.encode(decided));
    }

    private ServerRequest.Answer send(byte @Nullable [] body) {
        ServerRequest.Answer answer;
        try {
            answer = new ServerRequest(address, agentKey, body).send(longest);
        } catch (IOException e) {
            throw new RefusedException(
                    address + " cannot be reached: " + e.getMessage(), 0, null, e);
        }
        if (!answer.isGood()) {
            Refusal refusal = refusal(answer.body());
            String text = refusal == null ? "" : refusal.text();
            throw new RefusedException(
                    text.isEmpty() ? address + " answered " + answer.status() : text,
                    answer.status(),
                    refusal,
                    null);
        }
        return answer;
    }

    /** Null where what answers is no Astir server, such as a proxy. */
    private @Nullable Refusal refusal(byte[] body) {
        try {
            return codec.decodeRefusal(body);
        } catch (InvalidMessageException e) {
            return null;
        }
    }
}
