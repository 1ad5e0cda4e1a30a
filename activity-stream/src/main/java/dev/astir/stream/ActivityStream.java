package dev.astir.stream;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.astir.stream.ActivityStore.Publication;
import dev.astir.stream.bus.FeedBus;
import dev.astir.stream.bus.InProcessBus;
import dev.astir.stream.feed.FeedAccess;
import dev.astir.stream.feed.FeedHub;
import dev.astir.stream.feed.FeedLimits;
import dev.astir.stream.feed.FeedSession;
import dev.astir.stream.feed.FeedSink;
import dev.astir.stream.postgres.DigestQueries;
import dev.astir.stream.postgres.FeedKeeping;
import dev.astir.stream.postgres.PostgresActivityStore;
import dev.astir.stream.postgres.PostgresConversationStore;
import dev.astir.stream.postgres.ReportQueries;
import dev.astir.stream.postgres.StreamSchema;
import dev.astir.stream.postgres.TransactionOutbox;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.sql.Connection;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * The door of the library: durable events in feeds, pages of them, and live subscriptions that lose
 * and repeat nothing.
 *
 * <p>An event belongs to a feed, which is a name that the embedder chooses: a tenant, a project.
 * The tables must be there first, see {@link StreamSchema#migrate}.
 *
 * <p>Thread-safe. It runs a few daemon threads until it is closed.
 */
public final class ActivityStream extends ForwardingConversations implements AutoCloseable {
    /** The most events that a page holds. */
    public static final int LARGEST_PAGE = 200;

    /** The most actors that a {@link ReadListener} hears of who were counted. */
    public static final int MOST_ACTORS = 10_000;

    /** How far back a text search looks by default when it does not say {@code from}. */
    public static final Duration SEARCH_WINDOW = Duration.ofDays(90);

    private final ActivityStore store;
    private final EventTypes types;
    private final List<Enricher> enrichers;
    private final FeedHub hub;
    private final GroupCommit commits;
    private final Conversations conversations;
    private final Sequencer outbox;
    private final EventReports reports;
    private final EventDigests digests;
    private final FeedRecords records;
    private final ReadListener readers;
    private final Housekeeping housekeeping;

    private ActivityStream(Builder builder) {
        TextSearch search = new TextSearch(builder.searchRule, builder.searchWindow);
        store = new PostgresActivityStore(builder.dataSource, builder.clock, search);
        types = builder.types;
        enrichers = List.copyOf(builder.enrichers);
        hub =
                new FeedHub(
                        store,
                        search.rule(),
                        builder.bus,
                        builder.clock,
                        builder.pingInterval,
                        builder.accessCheck,
                        builder.limits,
                        builder.readers);
        commits = new GroupCommit(store, hub::committed);
        conversations =
                new Announcer(
                        new PostgresConversationStore(builder.dataSource),
                        hub::committed,
                        builder.clock);
        outbox = new Sequencer(new TransactionOutbox(builder.dataSource), hub::committed);
        ReportQueries counted = new ReportQueries(builder.dataSource, builder.clock, search);
        reports = new EventReports(counted, store, builder.clock, builder.readers);
        digests =
                new EventDigests(
                        new DigestQueries(builder.dataSource, builder.clock, search),
                        counted,
                        builder.clock,
                        builder.readers);
        readers = builder.readers;
        records = new FeedRecords(new FeedKeeping(builder.dataSource), hub::committed);
        housekeeping =
                new Housekeeping(store, builder.clock, builder.retention, builder.typeRetention);
    }

    /** A stream with defaults. */
    public static ActivityStream of(DataSource dataSource) {
        return builder(dataSource).build();
    }

    /**
     * Starts a stream's settings.
     *
     * @param dataSource a pool for the tables; four connections are enough for a node
     */
    public static Builder builder(DataSource dataSource) {
        return new Builder(dataSource);
    }

    /**
     * Stores an event and tells the subscribers. Never blocks; events of one thread are stored in
     * its order. Publishing an id again changes nothing and answers where the event stands, so a
     * publisher who got no answer may repeat.
     *
     * @return completes after the commit, with the event's position; fails with {@link
     *     StreamException} when the event was not stored, also when 10,000 events wait already.
     *     Dependent stages run on one thread of the stream, and must not block it
     * @throws InvalidInputException if the feed or a computed field is refused
     */
    public CompletableFuture<StreamPosition> publish(String feed, ActivityEvent event) {
        return commits.publish(new Publication(feed, enrich(feed, event)));
    }

    /**
     * Stores an event if, and only if, the caller's transaction commits. One row is written with
     * the connection, which is neither committed nor closed; when the transaction has committed,
     * some node gives the event its position and tells the subscribers, usually within
     * milliseconds. Events of one transaction keep their order; between transactions, and beside
     * the events of {@link #publish(String, ActivityEvent)}, the order is that in which they are
     * sequenced. Publishing an id again changes nothing. Blocks for the one statement.
     *
     * <p>The connection's role needs the rights that {@link StreamSchema#migrate} grants, and the
     * tables on its {@code search_path}.
     *
     * @return what is known before the commit, which is not the position
     * @throws InvalidInputException if the feed or a computed field is refused; the transaction can
     *     go on
     * @throws StreamException if the database refused the row; PostgreSQL lets the transaction only
     *     be rolled back then
     */
    public OutboxReceipt publish(Connection connection, String feed, ActivityEvent event) {
        return outbox.publish(connection, new Publication(feed, enrich(feed, event)));
    }

    /** What was written in callers' transactions and waits for its position. Blocks. */
    public OutboxStats outboxStats() {
        return outbox.stats();
    }

    /**
     * Completes an event the way {@link #publish(String, ActivityEvent)} does: enrichers, then the
     * type's icon, colour and message. Completing twice changes nothing. For callers who answer
     * with the event they publish.
     */
    public ActivityEvent enrich(String feed, ActivityEvent event) {
        ActivityEvent fuller = event;
        for (Enricher enricher : enrichers) {
            fuller = enricher.enrich(feed, fuller);
        }
        return types.get(fuller.eventType()).applyTo(fuller);
    }

    /** The newest events for everybody in the feed; see the page of a {@link FeedReader}. */
    public EventPage page(String feed, EventFilter filter, @Nullable String cursor, int limit) {
        return page(FeedReader.of(feed), filter, cursor, limit);
    }

    /**
     * A page of what the reader may see, newest first. One with long texts ends after half a
     * megabyte, and tells where to go on as any other. Blocks.
     *
     * @param cursor {@link EventPage#next()} of the page before, or an ISO time, or null for the
     *     first page
     * @param limit 1 to 200
     * @throws InvalidInputException if the cursor or the limit is refused
     */
    public EventPage page(
            FeedReader reader, EventFilter filter, @Nullable String cursor, int limit) {
        if (limit < 1 || limit > LARGEST_PAGE) {
            throw new InvalidInputException("limit", limit, "1 to " + LARGEST_PAGE);
        }
        PageCursor before = cursor == null || cursor.isEmpty() ? null : PageCursor.parse(cursor);
        EventPage page = store.page(reader, filter, before, limit);
        readers.reads(reader, page.items());
        return page;
    }

    /** One event, if it is in the reader's feed and the reader may see it. Blocks. */
    public Optional<ActivityEvent> find(FeedReader reader, UUID id) {
        Optional<ActivityEvent> found = store.find(reader, id);
        found.ifPresent(event -> readers.reads(reader, List.of(event)));
        return found;
    }

    /**
     * Where these feeds stand, in one statement; a feed that nobody published in is left out.
     * Blocks.
     */
    public Map<String, StreamPosition> heads(Collection<String> feeds) {
        Map<String, StreamPosition> positions = new HashMap<>();
        store.heads(feeds).forEach((feed, head) -> positions.put(feed, head.position()));
        return positions;
    }

    /**
     * What was published after a position and may be seen by the reader, oldest first, each event
     * as it is now. For whoever works through a feed and keeps the position with what they made of
     * it, in one transaction: then no event is missed, and none comes twice. What later becomes of
     * an event is not told; what was deleted meanwhile is left out. Blocks.
     *
     * @param after {@link PublishedEvents#next()} of the part before
     * @param limit 1 to {@link #LARGEST_PAGE}; a part may be empty and not the last: it is when its
     *     end is the feed's
     * @throws InvalidInputException if the limit is refused
     */
    public PublishedEvents published(FeedReader reader, StreamPosition after, int limit) {
        if (limit < 1 || limit > LARGEST_PAGE) {
            throw new InvalidInputException("limit", limit, "1 to " + LARGEST_PAGE);
        }
        // Offsets are in the order of commits: all up to the head can be read now.
        StreamPosition head = store.head(reader.feed()).position();
        if (!head.epoch().equals(after.epoch())) {
            return new PublishedEvents(List.of(), head, false);
        }
        List<PublishedEvents.Item> items =
                store.published(reader, after.offset(), head.offset(), limit).stream()
                        .map(found -> new PublishedEvents.Item(found.created(), found.event()))
                        .toList();
        readers.reads(reader, items.stream().map(PublishedEvents.Item::event).toList());
        // Read after the events: below a new floor, some of them may be missing.
        boolean isWhole = after.offset() >= store.head(reader.feed()).floor();
        long last =
                items.size() < limit
                        ? Math.max(after.offset(), head.offset())
                        : items.get(items.size() - 1).offset();
        return new PublishedEvents(items, new StreamPosition(head.epoch(), last), isWhole);
    }

    /**
     * Counts events by bucket and type, for charts; buckets without events are left out. The range
     * is the filter's; without one the last 24 hours, 30 days, 12 weeks or 12 months. Blocks.
     *
     * @param zone where days begin
     * @param limit how many buckets at most, 1 to 10,000; {@link EventStats#next} tells of more
     * @throws InvalidInputException if a range has more than 10,000 buckets, or the limit is
     *     refused
     */
    public EventStats stats(
            FeedReader reader, EventFilter filter, Bucket bucket, ZoneId zone, int limit) {
        return reports.stats(reader, filter, bucket, zone, limit);
    }

    /**
     * What the reader may see as CSV (RFC 4180), newest first; times in UTC. Cells that a
     * spreadsheet would run get an apostrophe in front. The file is read piece by piece, for a
     * reader who takes it at a pace of their own. Blocks shortly.
     */
    public CsvFile csv(FeedReader reader, EventFilter filter) {
        return reports.csv(reader, filter);
    }

    /**
     * Writes all of it. Keeps no connection while it writes. Blocks.
     *
     * @return how many events were written
     * @throws IOException if writing failed
     */
    public long csv(FeedReader reader, EventFilter filter, Appendable out) throws IOException {
        return csv(reader, filter).writeTo(out);
    }

    /** The same in UTF-8; the stream is flushed and not closed. */
    public long csv(FeedReader reader, EventFilter filter, OutputStream out) throws IOException {
        Writer writer = new BufferedWriter(new OutputStreamWriter(out, UTF_8));
        long written = csv(reader, filter, writer);
        writer.flush();
        return written;
    }

    /**
     * Follows what is for everybody in a feed; {@link FeedHub#connect} does it for readers with
     * audiences.
     *
     * @param after the position to go on from, or null for whatever comes from now on
     * @param sink takes the messages; a sink without a thread of its own is called on the hub's
     *     thread
     * @return ends the subscription when it is closed
     */
    public FeedSession subscribe(
            String feed, EventFilter filter, @Nullable StreamPosition after, FeedSink sink) {
        // The embedder's own code is not one reader: it is limited by nothing but itself.
        String identity = "embedder-" + UUID.randomUUID();
        FeedSession session = hub.connect(FeedAccess.of(identity, feed, Set.of()), sink);
        session.subscribe(FeedHub.ACTIVITIES, filter, after);
        return session;
    }

    @Override
    void isAboutToRead(FeedReader reader, UUID id) {
        if (readers != ReadListener.NONE) {
            Optional<ActivityEvent> unused = find(reader, id);
        }
    }

    @Override
    Conversations conversations() {
        return conversations;
    }

    /**
     * Drops events that are older than this, whole months of them, with what belongs to them; older
     * positions can no longer be resumed from. Waits for a lock for a fifth of a second at most,
     * then tries again, so it does not hold up publishers. Blocks; {@link Builder#retention} does
     * it hourly.
     *
     * @return how many months were dropped
     * @throws StreamException if others kept the tables locked for too long
     */
    public int retain(Duration retention) {
        return housekeeping.retain(Builder.positive("retention", retention));
    }

    /**
     * Makes the partitions of the months to come; those that are there stay as they are. A stream
     * does so when it starts and every six hours, and only the log tells when that fails: whoever
     * wants to be told calls this now and then. Blocks.
     *
     * @throws StreamException if they could not be made
     */
    public void prepare() {
        store.prepare();
    }

    /** What concerns a whole feed, or all of a person in it: copies, erasure, retention. */
    public FeedRecords records() {
        return records;
    }

    /** What events come to: what tells important ones from others, and how many there are. */
    public EventDigests digests() {
        return digests;
    }

    /** For how long the events of one type are kept, if they have a time of their own. */
    public Optional<Duration> retentionOf(String type) {
        return housekeeping.retentionOf(type);
    }

    /**
     * Deletes a type's events that are older; {@link Builder#retention(String, Duration)} hourly.
     */
    int retain(String type, Duration retention) {
        return housekeeping.retain(type, retention);
    }

    /** Where sessions connect, and ephemeral channels are opened. */
    public FeedHub hub() {
        return hub;
    }

    /** The types that this stream knows. */
    public EventTypes types() {
        return types;
    }

    /** Stores what was accepted, ends every subscription, and stops the threads. Blocks. */
    @Override
    public void close() {
        commits.close();
        outbox.close();
        hub.close();
        reports.close();
        housekeeping.close();
    }

    private void start() {
        try {
            housekeeping.start();
        } catch (RuntimeException e) {
            hub.close();
            housekeeping.close();
            throw e;
        }
        commits.start();
        outbox.start();
    }

    /** A stream's settings. Not thread-safe. */
    public static final class Builder {
        private final DataSource dataSource;
        private final List<Enricher> enrichers = new ArrayList<>();
        private EventTypes types = EventTypes.of();
        private FeedBus bus = new InProcessBus();
        private ReadListener readers = ReadListener.NONE;
        private Clock clock = Clock.systemUTC();
        private SearchRule searchRule = SearchRule.WORDS;
        private Duration searchWindow = SEARCH_WINDOW;
        private Duration pingInterval = FeedHub.PING;
        private Duration accessCheck = FeedHub.ACCESS_CHECK;
        private FeedLimits limits = FeedLimits.DEFAULT;
        private @Nullable Duration retention;
        private final Map<String, Duration> typeRetention = new HashMap<>();

        private Builder(DataSource dataSource) {
            this.dataSource = Objects.requireNonNull(dataSource, "dataSource");
        }

        /** Sets the types with icons, colours and messages of their own. */
        public Builder types(EventTypes types) {
            this.types = Objects.requireNonNull(types, "types");
            return this;
        }

        /** Adds an enricher; they run in the order in which they were added. */
        public Builder enricher(Enricher enricher) {
            enrichers.add(Objects.requireNonNull(enricher, "enricher"));
            return this;
        }

        /** Sets who hears what is about to be read; nobody by default. */
        public Builder onRead(ReadListener readers) {
            this.readers = Objects.requireNonNull(readers, "readers");
            return this;
        }

        /** Sets how nodes wake each other; by default there is just this one. */
        public Builder bus(FeedBus bus) {
            this.bus = Objects.requireNonNull(bus, "bus");
            return this;
        }

        /** Sets the clock of searches and of expiring credentials. */
        public Builder clock(Clock clock) {
            this.clock = Objects.requireNonNull(clock, "clock");
            return this;
        }

        /** Sets how words are looked for, on all nodes; by default {@link SearchRule#WORDS}. */
        public Builder searchRule(SearchRule searchRule) {
            this.searchRule = Objects.requireNonNull(searchRule, "searchRule");
            return this;
        }

        /** Sets how far back a text search looks when it does not say {@code from}. */
        public Builder searchWindow(Duration searchWindow) {
            this.searchWindow = positive("searchWindow", searchWindow);
            return this;
        }

        /** Sets how often a session hears a ping; by default every 25 seconds. */
        public Builder pingInterval(Duration pingInterval) {
            this.pingInterval = positive("pingInterval", pingInterval);
            return this;
        }

        /** Sets how much of a node one reader, and one feed, may hold. */
        public Builder limits(FeedLimits limits) {
            this.limits = Objects.requireNonNull(limits, "limits");
            return this;
        }

        /**
         * Sets how soon an open session finds out that its reader's access has changed, where
         * nothing told of it; by default within 15 seconds. Everybody is asked about once in that
         * time, in parts, one each second.
         */
        public Builder accessCheck(Duration accessCheck) {
            this.accessCheck = positive("accessCheck", accessCheck);
            return this;
        }

        /** Sets for how long events are kept; without it, for ever. See {@link #retain}. */
        public Builder retention(Duration retention) {
            this.retention = positive("retention", retention);
            return this;
        }

        /** Sets for how long the events of one type are kept, to the hour; shorter than others. */
        public Builder retention(String type, Duration retention) {
            typeRetention.put(Rules.type("type", type), positive("retention", retention));
            return this;
        }

        private static Duration positive(String name, Duration value) {
            if (value.compareTo(Duration.ZERO) > 0) {
                return value;
            }
            throw new IllegalArgumentException(
                    name + ": " + value + " is not allowed; expected more than 0");
        }

        /**
         * Starts the stream.
         *
         * @throws StreamException if the database cannot be reached, or the tables or the index of
         *     {@link SearchRule#SUBSTRINGS} are not there
         */
        public ActivityStream build() {
            ActivityStream stream = new ActivityStream(this);
            stream.start();
            return stream;
        }
    }
}
