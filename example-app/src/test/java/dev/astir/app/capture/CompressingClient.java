package dev.astir.app.capture;

import dev.astir.app.TestApp;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.java_websocket.client.WebSocketClient;
import org.java_websocket.drafts.Draft_6455;
import org.java_websocket.extensions.permessage_deflate.PerMessageDeflateExtension;
import org.java_websocket.handshake.ServerHandshake;
import org.java_websocket.protocols.Protocol;

/** A WebSocket client that compresses what it sends. */
final class CompressingClient extends WebSocketClient {

    private volatile String received = "";
    private volatile int closeCode;
    private volatile boolean compresses;

    CompressingClient(TestApp app, TestAgent.Enrolled device) throws InterruptedException {
        super(
                URI.create(app.uri().toString().replaceFirst("^http", "ws") + "/api/agent/connect"),
                new Draft_6455(
                        List.of(new PerMessageDeflateExtension()),
                        List.of(new Protocol("astir-agent.v1"))),
                Map.of("Authorization", "Bearer " + device.agentKey()));
        connectBlocking(60, TimeUnit.SECONDS);
    }

    boolean compresses() {
        return compresses;
    }

    String received() {
        return received;
    }

    int closeCode() {
        return closeCode;
    }

    @Override
    public void onOpen(ServerHandshake handshake) {
        compresses =
                handshake.getFieldValue("Sec-WebSocket-Extensions").contains("permessage-deflate");
    }

    @Override
    public void onMessage(String message) {
        received += message;
    }

    @Override
    public void onClose(int code, String reason, boolean remote) {
        closeCode = code;
    }

    @Override
    public void onError(Exception e) {
        // The end of the connection is what counts.
    }
}
