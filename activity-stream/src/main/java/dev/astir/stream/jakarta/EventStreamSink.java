package dev.astir.stream.jakarta;

import dev.astir.stream.feed.CloseCode;
import dev.astir.stream.feed.FeedMessage;
import dev.astir.stream.feed.FeedSession;
import dev.astir.stream.feed.FeedSink;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes a session's messages to a response, without ever waiting for it. All that one flush of the
 * session sends is one write.
 *
 * <p>The turns write, and the container says when it is time to; so of the two, one at most is
 * about the response at any time.
 */
final class EventStreamSink implements FeedSink, WriteListener, AsyncListener {
    private static final Logger LOG = LoggerFactory.getLogger(EventStreamSink.class);
    private static final int CHUNK = 64 << 10;

    /** How long a reader who was too slow may take to come to the last word. */
    private static final long GOODBYE_SECONDS = 5;

    private final AsyncContext async;
    private final ServletOutputStream output;
    private final ScheduledExecutorService writer;
    private final Executor blocking;
    private volatile @Nullable FeedSession session;

    /** Whether the response takes more; false until the container says so. */
    private volatile boolean isReady;

    /** Whether there is nothing more to write than why it ends. */
    private volatile boolean isTooSlow;

    private volatile boolean isCompleted;

    // Belong to the turns.
    private final ByteArrayOutputStream chunk = new ByteArrayOutputStream(512);
    private boolean isFlushDue;
    private boolean isReset;
    private boolean isGoodbyeSaid;

    EventStreamSink(AsyncContext async, ServletOutputStream output, FeedThreads threads) {
        this.async = async;
        this.output = output;
        writer = threads.writer();
        blocking = threads.blocking();
    }

    /** Begins to write what the session has; called once, by the thread of the request. */
    void begin(FeedSession connected) {
        session = connected;
        try {
            async.addListener(this);
            output.setWriteListener(this);
        } catch (IllegalStateException e) {
            LOG.debug("the node goes away, and has ended the response already", e);
            connected.close(CloseCode.GOING_AWAY);
        }
    }

    @Override
    public ScheduledExecutorService eventLoop() {
        return writer;
    }

    @Override
    public boolean isWritable() {
        return isReady && chunk.size() < CHUNK && !isReset && isFlushed();
    }

    @Override
    public void send(FeedMessage message) {
        chunk.writeBytes(message.serverSentEvent());
        isReset = message.type().equals("reset");
    }

    @Override
    public long pendingBytes() {
        return chunk.size();
    }

    @Override
    public void flush() {
        byte[] bytes = chunk.toByteArray();
        chunk.reset();
        write(bytes);
        if (isReset) {
            // The client has to load the page anew; this stream has nothing more for it.
            end(CloseCode.NORMAL);
        } else if (isReady) {
            resume();
        }
    }

    private void write(byte[] bytes) {
        try {
            output.write(bytes);
            isFlushDue = true;
            askReady();
            isFlushed();
        } catch (IOException | RuntimeException e) {
            LOG.debug("a reader has left", e);
            isReady = false;
            end(CloseCode.NORMAL);
        }
    }

    /** Pushes out what was written before; false if that must wait. */
    private boolean isFlushed() {
        if (isFlushDue && isReady) {
            try {
                isFlushDue = false;
                output.flush();
                askReady();
            } catch (IOException | RuntimeException e) {
                LOG.debug("a reader has left", e);
                isReady = false;
                end(CloseCode.NORMAL);
            }
        }
        return isReady;
    }

    private void askReady() {
        // First, since the container may call back before it has answered.
        isReady = false;
        if (output.isReady()) {
            isReady = true;
        }
    }

    @Override
    public void onWritePossible() {
        isReady = true;
        if (isTooSlow) {
            onWriter(this::sayGoodbye, 0);
        } else {
            resume();
        }
    }

    private void resume() {
        FeedSession writing = session;
        if (writing != null) {
            writing.resume();
        }
    }

    @Override
    public void close(CloseCode code) {
        if (code != CloseCode.TOO_SLOW) {
            complete();
            return;
        }
        isTooSlow = true;
        sayGoodbye();
        // At the latest; a client that does not read hears nothing.
        onWriter(this::complete, GOODBYE_SECONDS);
    }

    /** Writes the last word after all that the response was given, and ends it after that. */
    private void sayGoodbye() {
        if (isReady && !isGoodbyeSaid) {
            isGoodbyeSaid = true;
            write(FeedMessage.slow().serverSentEvent());
        }
        if (isGoodbyeSaid && isFlushed()) {
            complete();
        }
    }

    private void onWriter(Runnable task, long seconds) {
        try {
            writer.schedule(task, seconds, TimeUnit.SECONDS);
        } catch (RejectedExecutionException e) {
            LOG.trace("the node goes away", e);
            complete();
        }
    }

    private void complete() {
        // A container may wait here for a client that does not read.
        blocking.execute(this::completeNow);
    }

    private void completeNow() {
        if (isCompleted) {
            return;
        }
        try {
            async.complete();
        } catch (IllegalStateException e) {
            LOG.debug("the response was ended already", e);
        }
    }

    @Override
    public void onError(Throwable failure) {
        LOG.debug("a reader has left", failure);
        end(CloseCode.NORMAL);
    }

    private void end(CloseCode code) {
        FeedSession ending = session;
        if (ending != null) {
            ending.close(code);
        }
    }

    @Override
    public void onComplete(AsyncEvent event) {
        isCompleted = true;
        end(CloseCode.NORMAL);
    }

    @Override
    public void onTimeout(AsyncEvent event) {
        end(CloseCode.GOING_AWAY);
    }

    @Override
    public void onError(AsyncEvent event) {
        end(CloseCode.NORMAL);
    }

    @Override
    public void onStartAsync(AsyncEvent event) {}
}
