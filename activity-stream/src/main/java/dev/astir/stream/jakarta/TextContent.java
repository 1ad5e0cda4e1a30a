package dev.astir.stream.jakarta;

import dev.astir.stream.rest.RestAnswer;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** An answer that is there as a whole, for a reader who may take it slowly. Thread-safe. */
final class TextContent implements RestAnswer.Content {
    private static final Logger LOG = LoggerFactory.getLogger(TextContent.class);
    private static final int PIECE = 64 << 10;

    private final ScheduledExecutorService timer;
    private final Duration patience;

    // Guarded by this.
    private byte[] bytes;
    private int given;
    private @Nullable Runnable cut;
    private boolean isClosed;

    /**
     * @param patience how long the reader may take for a piece
     */
    TextContent(byte[] bytes, ScheduledExecutorService timer, Duration patience) {
        this.bytes = bytes;
        this.timer = timer;
        this.patience = patience;
    }

    @Override
    public synchronized CompletableFuture<byte[]> next() {
        int end = Math.min(bytes.length, given + PIECE);
        byte[] piece = Arrays.copyOfRange(bytes, given, end);
        given = end;
        try {
            timer.schedule(() -> check(end), patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException e) {
            LOG.trace("the node goes away", e);
        }
        return CompletableFuture.completedFuture(piece);
    }

    private void check(int end) {
        Runnable cutting;
        synchronized (this) {
            if (isClosed || given > end) {
                return;
            }
            cutting = cut;
        }
        close();
        if (cutting != null) {
            cutting.run();
        }
    }

    @Override
    public synchronized void onStall(Runnable cut) {
        this.cut = cut;
    }

    @Override
    public synchronized void close() {
        isClosed = true;
        // It is remembered until the time is over.
        bytes = new byte[0];
        given = 0;
        cut = null;
    }
}
