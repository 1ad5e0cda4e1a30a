package dev.astir.stream;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.astir.stream.postgres.ReportQueries;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * The events that a reader may see as CSV, piece by piece, as far as they were there when it began.
 * Between two pieces it holds nothing but the position where it goes on: neither a connection nor a
 * thread waits for whoever takes the pieces. Made by {@link ActivityStream#csv(FeedReader,
 * EventFilter)}.
 *
 * <p>Not thread-safe: a piece is asked for when the one before has come.
 */
public final class CsvFile {
    /** A piece has so many characters, and at most one event more. */
    private static final int PIECE = 64 << 10;

    private final ReportQueries queries;
    private final FeedReader reader;
    private final EventFilter filter;
    private final Executor executor;
    private final ReadListener readers;
    private final StringBuilder text = new StringBuilder();

    /** Those of the piece that is read now. */
    private final List<ActivityEvent> events = new ArrayList<>();

    private final EventCsv csv = new EventCsv(text);

    /** Where the next piece begins; null at the end. */
    private @Nullable StreamPosition before;

    private boolean isBegun;
    private long rows;

    /**
     * @param before only events that are older are in the file
     * @param executor reads the pieces
     */
    CsvFile(
            ReportQueries queries,
            FeedReader reader,
            EventFilter filter,
            StreamPosition before,
            Executor executor,
            ReadListener readers) {
        this.queries = queries;
        this.reader = reader;
        this.filter = filter;
        this.before = before;
        this.executor = executor;
        this.readers = readers;
    }

    /**
     * Reads the next piece, in UTF-8, on a thread of the stream. Never blocks.
     *
     * @return completes with about 64 KB, or with nothing in it at the end; fails with {@link
     *     StreamException} when the storage does, and the file has no end then
     */
    public CompletableFuture<byte[]> next() {
        try {
            return CompletableFuture.supplyAsync(() -> piece().getBytes(UTF_8), executor);
        } catch (RejectedExecutionException e) {
            return CompletableFuture.failedFuture(
                    new StreamException("the stream was closed before the file's end", e));
        }
    }

    /** Writes all of it, on the caller's thread; returns how many events there were. */
    long writeTo(Appendable out) throws IOException {
        for (String piece = piece(); !piece.isEmpty(); piece = piece()) {
            out.append(piece);
        }
        return rows;
    }

    private String piece() {
        try {
            if (!isBegun) {
                isBegun = true;
                csv.header();
            }
            // A statement looks through so many events at most, and may find none that is wanted.
            while (before != null && text.length() < PIECE) {
                before = queries.visit(reader, filter, before, this::isWanting);
            }
            readers.reads(reader, List.copyOf(events));
            return text.toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            events.clear();
            text.setLength(0);
            text.trimToSize();
        }
    }

    private boolean isWanting(ActivityEvent event) throws IOException {
        csv.row(event);
        events.add(event);
        rows++;
        return text.length() < PIECE;
    }
}
