package dev.astir.stream.rest;

import dev.astir.stream.CsvFile;
import dev.astir.stream.StreamException;
import dev.astir.stream.feed.FeedAccess;
import dev.astir.stream.feed.FeedProblem;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The files that readers are taking now: so many at once a feed, half of them by one reader, so
 * that the others of a feed get theirs too. Who takes nothing for a while loses theirs.
 * Thread-safe.
 */
final class Downloads {
    /** When somebody who was refused may ask again; a file may end at any time. */
    private static final Duration RETRY = Duration.ofSeconds(10);

    private final int atOnce;
    private final Duration patience;

    /** By feed; guarded by this. */
    private final Map<String, Set<Download>> open = new HashMap<>();

    Downloads(int atOnce, Duration patience) {
        this.atOnce = atOnce;
        this.patience = patience;
    }

    /**
     * Begins a file, and reads as much of it as tells whether it can be had at all. Blocks shortly.
     *
     * @throws RefusedException if there are too many
     */
    RestAnswer.Content begin(FeedAccess access, Supplier<CsvFile> file) {
        Download download = new Download(access.feed(), access.principal());
        add(download);
        try {
            download.begin(file.get());
            return download;
        } catch (RuntimeException e) {
            download.close();
            throw e;
        }
    }

    /** Ends the files of a reader who may see other things now than when they began. */
    void accessChanged(String principal) {
        List<Download> ending = new ArrayList<>();
        synchronized (this) {
            open.values().stream()
                    .flatMap(Set::stream)
                    .filter(download -> download.reader.equals(principal))
                    .forEach(ending::add);
        }
        ending.forEach(Download::revoke);
    }

    private synchronized void add(Download download) {
        Set<Download> ofFeed = open.computeIfAbsent(download.feed, feed -> new HashSet<>());
        long own = ofFeed.stream().filter(other -> other.reader.equals(download.reader)).count();
        if (ofFeed.size() >= atOnce) {
            throw RefusedException.tooMany(
                    FeedProblem.tooMany("There are " + atOnce + " downloads already.", RETRY));
        }
        if (own >= (atOnce + 1) / 2) {
            throw RefusedException.tooMany(
                    FeedProblem.tooMany("You have " + own + " downloads already.", RETRY));
        }
        ofFeed.add(download);
    }

    private synchronized void remove(Download download) {
        open.computeIfPresent(
                download.feed,
                (feed, ofFeed) -> {
                    ofFeed.remove(download);
                    return ofFeed.isEmpty() ? null : ofFeed;
                });
    }

    /** One of them. */
    private final class Download implements RestAnswer.Content {
        private final String feed;
        private final String reader;

        // Guarded by this.
        private @Nullable CsvFile file;
        private @Nullable CompletableFuture<byte[]> first;
        private @Nullable Runnable cut;
        private @Nullable CompletableFuture<@Nullable Void> timer;
        private boolean isClosed;
        private boolean isRevoked;

        /** How often it was asked for something, or gave it. */
        private long turns;

        Download(String feed, String reader) {
            this.feed = feed;
            this.reader = reader;
        }

        void begin(CsvFile begun) {
            CompletableFuture<byte[]> piece = begun.next();
            piece.join();
            synchronized (this) {
                if (!isRevoked) {
                    file = begun;
                    first = piece;
                }
                waitForReader();
            }
        }

        @Override
        public synchronized CompletableFuture<byte[]> next() {
            CsvFile reading = file;
            if (reading == null) {
                return CompletableFuture.failedFuture(
                        new StreamException("the download has ended before its file"));
            }
            stopTimer();
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
            remove(this);
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
                timer.cancel(false);
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

        /** Ends it when the reader asks for more, or at the end of the patience. */
        void revoke() {
            synchronized (this) {
                isRevoked = true;
                file = null;
                first = null;
            }
            remove(this);
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
