package dev.astir.stream.jakarta;

import dev.astir.stream.feed.Admission;
import dev.astir.stream.feed.CloseCode;
import dev.astir.stream.feed.FeedProtocol;
import dev.astir.stream.feed.FeedSession;
import jakarta.websocket.CloseReason;
import jakarta.websocket.Endpoint;
import jakarta.websocket.EndpointConfig;
import jakarta.websocket.MessageHandler;
import jakarta.websocket.Session;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One reader's WebSocket. Public because Jetty wants it so; {@link FeedEndpoints} makes them. The
 * container calls it by one thread at a time.
 */
public final class FeedSocket extends Endpoint {
    private static final Logger LOG = LoggerFactory.getLogger(FeedSocket.class);

    private final Handshake handshake;
    private volatile @Nullable FeedSession session;

    FeedSocket(Handshake handshake) {
        this.handshake = handshake;
    }

    @Override
    public void onOpen(Session socket, EndpointConfig config) {
        FeedService service = handshake.service();
        SocketSink sink = new SocketSink(socket, service);
        // The feed has pings of its own.
        socket.setMaxIdleTimeout(0);
        if (handshake.admission() instanceof Admission.Granted granted) {
            FeedSession connected = service.hub().connect(granted, sink);
            session = connected;
            sink.attach(connected);
            listen(socket, connected, service);
        } else if (handshake.admission() instanceof Admission.Refused refused) {
            sink.close(refused.code());
        }
    }

    private static void listen(Session socket, FeedSession session, FeedService service) {
        StringBuilder message = new StringBuilder();
        // In parts, so that one which is too long is answered as any other bad one.
        MessageHandler.Partial<String> text =
                (part, isLast) -> {
                    if (message.length() + part.length() > FeedProtocol.LARGEST_MESSAGE) {
                        session.close(CloseCode.BAD_MESSAGE);
                        return;
                    }
                    message.append(part);
                    if (isLast) {
                        String whole = message.toString();
                        message.setLength(0);
                        String token = session.receive(whole);
                        if (token != null) {
                            service.gate().refresh(session, token, service.threads().blocking());
                        }
                    }
                };
        MessageHandler.Partial<ByteBuffer> binary =
                (part, isLast) -> session.close(CloseCode.BAD_MESSAGE);
        socket.addMessageHandler(String.class, text);
        socket.addMessageHandler(ByteBuffer.class, binary);
    }

    @Override
    public void onClose(Session socket, CloseReason reason) {
        end(CloseCode.NORMAL);
    }

    @Override
    public void onError(Session socket, Throwable failure) {
        // Mostly a client that sent what is no WebSocket frame, or was cut off.
        LOG.debug("a WebSocket failed", failure);
        end(CloseCode.BAD_MESSAGE);
    }

    private void end(CloseCode code) {
        FeedSession ending = session;
        if (ending != null) {
            ending.close(code);
        }
    }
}
