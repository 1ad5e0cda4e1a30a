package dev.astir.stream;

import dev.astir.stream.feed.FeedReads;
import dev.astir.stream.postgres.ReportQueries;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Counts of events in bounded ranges of time, and CSV. Thread-safe. */
final class EventReports implements AutoCloseable {
    /** The most buckets that a range may have. */
    static final int MOST_BUCKETS = 10_000;

    /** However many files are read, they take no more connections of the pool than this. */
    private static final int EXPORTS_AT_ONCE = 2;

    private static final long IDLE_SECONDS = 30;

    /** Feeds take turns, so that slow files of one do not hold up those of all others. */
    private final FeedReads turns;

    private final ReadListener readers;
    private final ReportQueries queries;
    private final ActivityStore store;
    private final Clock clock;
    private final ThreadPoolExecutor exports =
            new ThreadPoolExecutor(
                    EXPORTS_AT_ONCE,
                    EXPORTS_AT_ONCE,
                    IDLE_SECONDS,
                    TimeUnit.SECONDS,
                    // Holds nothing for long: as many are given to it as there are threads.
                    new LinkedBlockingQueue<>(),
                    EventReports::thread);

    EventReports(ReportQueries queries, ActivityStore store, Clock clock, ReadListener readers) {
        this.readers = readers;
        this.queries = queries;
        this.store = store;
        this.clock = clock;
        exports.allowCoreThreadTimeOut(true);
        turns = new FeedReads(exports, EXPORTS_AT_ONCE);
    }

    private static Thread thread(Runnable task) {
        Thread thread = new Thread(task, "astir-stream-export");
        thread.setDaemon(true);
        // Whoever asks first may belong to an application that ends before the stream.
        thread.setContextClassLoader(EventReports.class.getClassLoader());
        return thread;
    }

    EventStats stats(FeedReader reader, EventFilter filter, Bucket bucket, ZoneId zone, int limit) {
        if (limit < 1 || limit > MOST_BUCKETS) {
            throw new InvalidInputException("limit", limit, "1 to " + MOST_BUCKETS);
        }
        Instant to = Objects.requireNonNullElseGet(filter.to(), clock::instant);
        Instant from =
                Objects.requireNonNullElseGet(filter.from(), () -> bucket.defaultFrom(to, zone));
        if (!from.isBefore(to)) {
            throw new InvalidInputException("from", from, "a time before " + to);
        }
        List<Instant> starts = starts(from, to, bucket, zone);
        EventFilter range = filter.between(from, to);
        if (readers != ReadListener.NONE) {
            Set<String> actors = queries.actors(reader, range, ActivityStream.MOST_ACTORS);
            if (!actors.isEmpty()) {
                readers.counts(reader, actors);
            }
        }
        List<EventStats.Item> items = queries.counts(reader, range, starts, limit + 1);
        if (items.size() <= limit) {
            return new EventStats(bucket, items, null);
        }
        return new EventStats(bucket, items.subList(0, limit), items.get(limit).start());
    }

    CsvFile csv(FeedReader reader, EventFilter filter) {
        StreamPosition head = store.head(reader.feed()).position();
        StreamPosition afterHead = new StreamPosition(head.epoch(), head.offset() + 1);
        return new CsvFile(
                queries, reader, filter, afterHead, piece -> export(reader.feed(), piece), readers);
    }

    private void export(String feed, Runnable piece) {
        if (exports.isShutdown() || !turns.offer(feed, piece)) {
            throw new RejectedExecutionException("closed, or too much of this feed waits");
        }
    }

    /** Ends the threads; files that are being read come to no end. */
    @Override
    public void close() {
        exports.shutdownNow();
    }

    private static List<Instant> starts(Instant from, Instant to, Bucket bucket, ZoneId zone) {
        List<Instant> starts = new ArrayList<>();
        ZonedDateTime start = bucket.start(from, zone);
        while (start.toInstant().isBefore(to)) {
            if (starts.size() == MOST_BUCKETS) {
                throw new InvalidInputException(
                        "from",
                        from,
                        "a time at most "
                                + MOST_BUCKETS
                                + " times a "
                                + bucket.text()
                                + " before "
                                + to);
            }
            starts.add(start.toInstant());
            start = bucket.next(start);
        }
        return starts;
    }
}
