package dev.astir.stream;

import dev.astir.stream.postgres.ReportQueries;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Counts of events in bounded ranges of time, and CSV. Thread-safe. */
final class EventReports {
    /** The most buckets that a range may have. */
    static final int MOST_BUCKETS = 10_000;

    private final ReportQueries queries;
    private final Clock clock;

    EventReports(ReportQueries queries, Clock clock) {
        this.queries = queries;
        this.clock = clock;
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
        List<EventStats.Item> items =
                queries.counts(reader, filter.between(from, to), starts, limit + 1);
        if (items.size() <= limit) {
            return new EventStats(bucket, items, null);
        }
        return new EventStats(bucket, items.subList(0, limit), items.get(limit).start());
    }

    long csv(FeedReader reader, EventFilter filter, Appendable out) throws IOException {
        EventCsv csv = new EventCsv(out);
        csv.header();
        return queries.visit(reader, filter, csv::row);
    }

    long csv(FeedReader reader, EventFilter filter, OutputStream out) throws IOException {
        Writer writer = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
        long written = csv(reader, filter, writer);
        writer.flush();
        return written;
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
