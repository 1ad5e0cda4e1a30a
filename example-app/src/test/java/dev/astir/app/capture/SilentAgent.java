package dev.astir.app.capture;

import dev.astir.app.TestApp;
import dev.astir.app.hostile.RawSocket;
import dev.astir.protocol.MessageCodec;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/** An agent that says something, and then nothing more: it answers no ping. */
public final class SilentAgent implements AutoCloseable {

    private final RawSocket socket;

    public SilentAgent(TestApp app, TestAgent.Enrolled device) throws IOException {
        socket =
                new RawSocket(
                        app.uri(), AgentSocket.PATH, MessageCodec.SUBPROTOCOL, device.agentKey());
        text(
                "{\"type\":\"hello\",\"agentId\":\"%s\",\"version\":\"1\",\"os\":\"Linux\",\"deviceTime\":\"%s\"}"
                        .formatted(device.agentId(), Instant.now()));
    }

    /** Says what somebody does, with the fields of the message. */
    public void says(String fields) throws IOException {
        text("{\"type\":\"state\",\"at\":\"%s\",%s".formatted(Instant.now(), fields.substring(1)));
    }

    private void text(String json) throws IOException {
        socket.write(
                RawSocket.frame(
                        RawSocket.FINAL | RawSocket.TEXT, json.getBytes(StandardCharsets.UTF_8)));
    }

    /** Reads until the server asks whether somebody is there. */
    public void awaitPing() throws IOException {
        socket.awaitFrame(RawSocket.PING);
    }

    /** Reads until the server has closed. */
    public void awaitClose() throws IOException {
        socket.awaitFrame(RawSocket.CLOSE);
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
