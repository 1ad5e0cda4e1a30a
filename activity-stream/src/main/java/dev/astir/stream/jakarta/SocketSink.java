package dev.astir.stream.jakarta;

import dev.astir.stream.feed.CloseCode;
import dev.astir.stream.feed.FeedMessage;
import dev.astir.stream.feed.FeedSession;
import dev.astir.stream.feed.FeedSink;
import jakarta.websocket.CloseReason;
import jakarta.websocket.RemoteEndpoint;
import jakarta.websocket.SendHandler;
import jakarta.websocket.SendResult;
import jakarta.websocket.Session;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes a session's messages to its WebSocket. One frame is sent at a time, and the next when the
 * container has done with it; what has come meanwhile is one frame then, an array.
 */
final class SocketSink implements FeedSink, SendHandler {
    private static final Logger LOG = LoggerFactory.getLogger(SocketSink.class);
    private static final int LONGEST_FRAME = 64 << 10;

    /** Tomcat waits so long, at most, to get a close frame to a client that does not read. */
    private static final String TOMCAT_TIMEOUT =
            "org.apache.tomcat.websocket.BLOCKING_SEND_TIMEOUT";

    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(5);

    private final Session socket;
    private final RemoteEndpoint.Async remote;
    private final Executor writer;
    private final Executor blocking;
    private volatile @Nullable FeedSession session;
    private volatile boolean isSending;

    // Belong to the turns.
    private final StringBuilder frame = new StringBuilder();
    private int messages;

    SocketSink(Session socket, FeedService service) {
        this.socket = socket;
        writer = service.threads().writer();
        blocking = service.threads().blocking();
        remote = socket.getAsyncRemote();
        remote.setSendTimeout(service.sendTimeout().toMillis());
        socket.getUserProperties().put(TOMCAT_TIMEOUT, CLOSE_TIMEOUT.toMillis());
    }

    /** Connects the other end. */
    void attach(FeedSession connected) {
        session = connected;
    }

    @Override
    public void execute(Runnable turn) {
        writer.execute(turn);
    }

    @Override
    public boolean isWritable() {
        return !isSending && frame.length() < LONGEST_FRAME;
    }

    @Override
    public void send(FeedMessage message) {
        frame.append(messages == 0 ? '[' : ',').append(message.json());
        messages++;
    }

    @Override
    public void flush() {
        String text = messages == 1 ? frame.substring(1) : frame.append(']').toString();
        frame.setLength(0);
        messages = 0;
        isSending = true;
        try {
            remote.sendText(text, this);
        } catch (RuntimeException e) {
            LOG.debug("a reader has left", e);
            end();
        }
    }

    @Override
    public void onResult(SendResult result) {
        if (result.isOK()) {
            isSending = false;
            FeedSession writing = session;
            if (writing != null) {
                writing.resume();
            }
        } else {
            LOG.debug("a reader has left, or does not read", result.getException());
            end();
        }
    }

    private void end() {
        FeedSession ending = session;
        if (ending != null) {
            ending.close(CloseCode.GOING_AWAY);
        }
    }

    @Override
    public void close(CloseCode code) {
        // A container waits here for a client that does not read.
        blocking.execute(() -> {
            try {
                if (socket.isOpen()) {
                    socket.close(
                            new CloseReason(
                                    CloseReason.CloseCodes.getCloseCode(code.code()),
                                    code.reason()));
                }
            } catch (IOException | RuntimeException e) {
                LOG.debug("a socket did not close in an orderly way", e);
            }
        });
    }
}
