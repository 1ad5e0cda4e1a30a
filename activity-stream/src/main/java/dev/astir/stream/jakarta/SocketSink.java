package dev.astir.stream.jakarta;

import dev.astir.stream.feed.CloseCode;
import dev.astir.stream.feed.FeedFrame;
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
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
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

    /**
     * Tomcat waits so long, at most, to get a close frame to a client that does not read: the
     * second is for codes such as 4008, and would be 50 ms, after which it cuts the frame before.
     */
    private static final List<String> TOMCAT_TIMEOUTS =
            List.of(
                    "org.apache.tomcat.websocket.BLOCKING_SEND_TIMEOUT",
                    "org.apache.tomcat.websocket.ABNORMAL_SESSION_CLOSE_SEND_TIMEOUT");

    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(5);

    private final Session socket;
    private final RemoteEndpoint.Async remote;
    private final ScheduledExecutorService writer;
    private final Executor blocking;
    private volatile @Nullable FeedSession session;

    /** The bytes that the container has, and has not sent yet; 0 if it sends nothing. */
    private volatile int sending;

    // Belong to the writer.
    private final List<FeedFrame> frames = new ArrayList<>(1);
    private int bytes;

    SocketSink(Session socket, FeedService service) {
        this.socket = socket;
        writer = service.threads().writer();
        blocking = service.threads().blocking();
        remote = socket.getAsyncRemote();
        remote.setSendTimeout(service.sendTimeout().toMillis());
        TOMCAT_TIMEOUTS.forEach(
                name -> socket.getUserProperties().put(name, CLOSE_TIMEOUT.toMillis()));
    }

    /** Connects the other end. */
    void attach(FeedSession connected) {
        session = connected;
    }

    @Override
    public ScheduledExecutorService eventLoop() {
        return writer;
    }

    @Override
    public boolean isWritable() {
        return sending == 0 && bytes < LONGEST_FRAME;
    }

    @Override
    public long pendingBytes() {
        return (long) sending + bytes;
    }

    @Override
    public void send(FeedMessage message) {
        throw new UnsupportedOperationException("messages come in frames");
    }

    @Override
    public void send(FeedFrame frame) {
        frames.add(frame);
        bytes += frame.size();
    }

    @Override
    public void flush() {
        String text = frames.size() == 1 ? frames.get(0).json() : joined();
        sending = Math.max(1, bytes);
        frames.clear();
        bytes = 0;
        try {
            remote.sendText(text, this);
        } catch (RuntimeException e) {
            LOG.debug("a reader has left", e);
            end();
        }
    }

    /** All that gathered while the container was sending, as one array. */
    private String joined() {
        StringBuilder text = new StringBuilder(bytes + frames.size() + 1);
        char separator = '[';
        for (FeedFrame frame : frames) {
            for (FeedMessage message : frame.messages()) {
                text.append(separator).append(message.json());
                separator = ',';
            }
        }
        return text.append(']').toString();
    }

    @Override
    public void onResult(SendResult result) {
        if (result.isOK()) {
            sending = 0;
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
