package dev.astir.stream.rest;

import dev.astir.stream.CsvFile;
import dev.astir.stream.StreamException;
import dev.astir.stream.feed.FeedProblem;
import dev.astir.stream.feed.FileAccess;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Files for readers who take them at their own pace. Who takes nothing for a while loses theirs,
 * and so does who may not see it any more. Thread-safe.
 */
final class Downloads {
    /** How long a file's first piece may take. */
    static final Duration LONGEST_BEGINNING = Duration.ofSeconds(30);

    private static final Duration RETRY = Duration.ofSeconds(10);

    private final int atOnce;
    private final Duration patience;

    /**
     * @param atOnce how many files of a feed there may be, of all who make files of its stream
     */
    Downloads(int atOnce, Duration patience) {
        this.atOnce = atOnce;
        this.patience = patience;
    }

    /**
     * Begins a file, and reads as much of it as tells whether it can be had at all. Blocks shortly.
     *
     * @throws RefusedException if there are too many, or its reader has no access any more
     */
    RestAnswer.Content begin(FileAccess access, Supplier<CsvFile> file) {
        refuse(access.enter(atOnce));
        Download download = new Download(access);
        try {
            // After it has its place, so that no change comes between.
            refuse(access.begin());
            download.begin(file.get());
            return download;
        } catch (RuntimeException e) {
            download.close();
            throw e;
        }
    }

    private static void refuse(@Nullable FeedProblem problem) {
        if (problem != null) {
            throw RefusedException.because(problem);
        }
    }

    /** One of them. */
    private final class Download implements RestAnswer.Content {
        private final FileAccess access;

        // Guarded by this.
        private @Nullable CsvFile file;
        private @Nullable CompletableFuture<byte[]> first;
        private @Nullable Runnable cut;
        private @Nullable CompletableFuture<@Nullable Void> timer;
        private boolean isClosed;

        /** How often it was asked for something, or gave it. */
        private long turns;

        Download(FileAccess access) {
            this.access = access;
        }

        void begin(CsvFile begun) {
            CompletableFuture<byte[]> piece = begun.next();
            try {
                piece.orTimeout(LONGEST_BEGINNING.toMillis(), TimeUnit.MILLISECONDS).join();
            } catch (CompletionException e) {
                if (e.getCause() instanceof TimeoutException) {
                    throw RefusedException.because(FeedProblem.busy(RETRY));
                }
                throw e;
            }
            synchronized (this) {
                file = begun;
                first = piece;
                waitForReader();
            }
        }

        @Override
        public CompletableFuture<byte[]> next() {
            synchronized (this) {
                stopTimer();
            }
            if (access.isRevoked() || !access.isDue()) {
                return read();
            }
            return access.holds().thenCompose(holds -> read());
        }

        private synchronized CompletableFuture<byte[]> read() {
            CsvFile reading = file;
            if (reading == null || access.isRevoked()) {
                return CompletableFuture.failedFuture(
                        new StreamException("the download has ended before its file"));
            }
            CompletableFuture<byte[]> piece = first == null ? reading.next() : first;
            first = null;
            return piece.whenComplete((bytes, failure) -> waitForReader());
        }

        @Override
        public synchronized void onStall(Runnable cut) {
            this.cut = cut;
        }

        @Override
        public void close() {
            synchronized (this) {
                isClosed = true;
                stopTimer();
                // It is remembered for as long as its response is.
                file = null;
                first = null;
                cut = null;
            }
            access.close();
        }

        private synchronized void waitForReader() {
            if (!isClosed) {
                long turn = ++turns;
                CompletableFuture<@Nullable Void> next =
                        new CompletableFuture<@Nullable Void>()
                                .completeOnTimeout(
                                        null, patience.toMillis(), TimeUnit.MILLISECONDS);
                timer = next;
                var unused = next.thenRun(() -> giveUp(turn));
            }
        }

        private synchronized void stopTimer() {
            turns++;
            if (timer != null) {
                // Cancelled, it would be kept for as long as the patience by the JDK.
                timer.complete(null);
                timer = null;
            }
        }

        private void giveUp(long turn) {
            synchronized (this) {
                if (turn != turns) {
                    return;
                }
            }
            cut();
        }

        private void cut() {
            Runnable cutting;
            synchronized (this) {
                cutting = cut;
            }
            close();
            if (cutting != null) {
                cutting.run();
            }
        }
    }
}
