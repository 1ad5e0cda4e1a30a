package dev.astir.protocol.client;

import dev.astir.protocol.MessageCodec;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.java_websocket.client.WebSocketClient;
import org.java_websocket.drafts.Draft_6455;
import org.java_websocket.exceptions.WebsocketNotConnectedException;
import org.java_websocket.extensions.permessage_deflate.PerMessageDeflateExtension;
import org.java_websocket.handshake.ServerHandshake;
import org.java_websocket.protocols.Protocol;
import org.jspecify.annotations.Nullable;

/** One attempt at one socket, compressed where the server agrees; reports its end exactly once. */
final class AgentSocket extends WebSocketClient {

    /** What a socket tells; called on the socket's threads. */
    interface Events {
        void opened(AgentSocket source);

        void received(AgentSocket source, String text);

        void closed(AgentSocket source, int code, String reason);
    }

    private static final int CONNECT_TIMEOUT_MILLIS = 10_000;

    /** A ping each so often; a peer that answers none for one and a half of it is gone. */
    private static final int PING_SECONDS = 20;

    private final Events events;
    private final AtomicBoolean ended = new AtomicBoolean();
    private volatile @Nullable Exception failure;

    AgentSocket(URI endpoint, String agentKey, Events events) {
        super(
                endpoint,
                new Draft_6455(
                        List.of(new PerMessageDeflateExtension()),
                        List.of(new Protocol(MessageCodec.SUBPROTOCOL)),
                        MessageCodec.MAX_MESSAGE_BYTES),
                Map.of("Authorization", "Bearer " + agentKey),
                CONNECT_TIMEOUT_MILLIS);
        this.events = events;
        setDaemon(true);
        setTcpNoDelay(true);
        setConnectionLostTimeout(PING_SECONDS);
    }

    /** Queues a text frame; false if the socket is not open. Never blocks. */
    boolean sendIfOpen(String text) {
        try {
            send(text);
            return true;
        } catch (WebsocketNotConnectedException e) {
            return false;
        }
    }

    /** Closes the socket, now or as soon as it opens, and reports nothing any more. */
    void abandon() {
        ended.set(true);
        close();
    }

    @Override
    public void onOpen(ServerHandshake handshake) {
        if (ended.get()) {
            close();
        } else {
            events.opened(this);
        }
    }

    @Override
    public void onMessage(String message) {
        events.received(this, message);
    }

    /** The server said goodbye: whether it also closes its end is not worth waiting for. */
    @Override
    public void onClosing(int code, String reason, boolean remote) {
        if (remote) {
            end(code, reason);
        }
    }

    @Override
    public void onClose(int code, String reason, boolean remote) {
        end(code, reason);
    }

    private void end(int code, String reason) {
        if (ended.compareAndSet(false, true)) {
            Exception cause = failure;
            String text =
                    !reason.isBlank() || cause == null
                            ? reason
                            : String.valueOf(cause.getMessage());
            events.closed(this, code, text.isBlank() ? "closed with code " + code : text);
        }
    }

    @Override
    public void onError(Exception e) {
        failure = e;
    }
}
