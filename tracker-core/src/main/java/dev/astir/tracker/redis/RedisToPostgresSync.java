package dev.astir.tracker.redis;

import dev.astir.tracker.ActivityStore;
import dev.astir.tracker.TrackerException;
import dev.astir.tracker.postgres.PostgresActivityStore;
import dev.astir.tracker.postgres.SqlName;
import dev.astir.tracker.postgres.TextLimits;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.ThreadLocalRandom;
import java.util.random.RandomGenerator;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Moves what a {@link RedisActivityStore} has recorded to PostgreSQL, at its own interval.
 *
 * <p>Each node may have one; they take turns by a lock in PostgreSQL. A crash of any of them, of
 * PostgreSQL or of the network, at any step, loses nothing and counts nothing twice: what is
 * recorded is set aside in Redis, taken in chunks of at most 1,000 with an id of their own, written
 * with that id in one transaction, and deleted from Redis only after the commit, and only by that
 * id. (A crash of Redis itself: see {@link RedisActivityStore}.) Rows that PostgreSQL refuses for
 * their content are dropped and reported, and the others are written.
 *
 * <p><b>The lock</b> is a session's advisory lock, held on the one connection that also writes; a
 * pool of one connection is enough. It needs a direct connection or PgBouncer's session pooling:
 * with transaction pooling the lock may stay on a connection that others use. When a node vanishes
 * without closing its connections, PostgreSQL keeps its lock until it notices by TCP keep-alive,
 * two hours by default: set {@code tcp_keepalives_idle} to a minute or so.
 *
 * <p>The tables must be there: {@link PostgresActivityStore#createTables} and {@link #createTable},
 * or the migrations. Safe for use by several threads.
 */
public final class RedisToPostgresSync implements AutoCloseable {

    /** The default table of the ledger: {@value}. */
    public static final String DEFAULT_TABLE = "client_activity_sync";

    private final DataSource dataSource;
    private final SyncLedger ledger;
    private final SyncWork work;
    private final Duration shutdownTimeout;
    private final @Nullable SyncLoop loop;
    private volatile boolean closed;

    private RedisToPostgresSync(Builder builder) {
        dataSource = builder.dataSource;
        String schema = builder.schema;
        ledger =
                SyncLedger.of(
                        schema == null ? builder.postgres.schema().orElse(null) : schema,
                        builder.table);
        shutdownTimeout = builder.shutdownTimeout;
        work = new SyncWork(builder, ledger, () -> closed);
        // ThreadLocalRandom must be asked for on the thread that uses it.
        RandomGenerator random = () -> ThreadLocalRandom.current().nextLong();
        loop =
                builder.background
                        ? new SyncLoop(
                                builder.threadName,
                                work::sync,
                                work::reportFailure,
                                builder.interval,
                                random)
                        : null;
    }

    /** Makes a sync with the default settings and tables, and starts its thread. */
    public static RedisToPostgresSync of(RedisActivityStore redis, DataSource dataSource) {
        return builder(redis, dataSource).build();
    }

    /**
     * Starts to make a sync.
     *
     * @param redis the store that records, or one with the same connection and settings
     * @param dataSource where the database is
     */
    public static Builder builder(RedisActivityStore redis, DataSource dataSource) {
        return new Builder(redis, dataSource);
    }

    /**
     * Moves all that was recorded before this call, now and by this thread. Waits for a sync that
     * another thread is doing, but not for another node: then the result says {@code elsewhere}. If
     * this is closed meanwhile, it moves no further chunk, and the result says what was moved until
     * then.
     *
     * @throws TrackerException if it fails; what is not moved is still in Redis
     * @throws IllegalStateException if this is closed
     */
    public SyncResult sync() {
        if (closed) {
            throw new IllegalStateException("The sync is closed");
        }
        return work.sync();
    }

    /** The interval, and what has happened so far on this node. */
    public SyncStats stats() {
        return work.stats();
    }

    /**
     * Creates the ledger's table if it is not there. Where several nodes may do so at once, one
     * waits for the other.
     *
     * @throws TrackerException for any SQLException
     */
    public void createTable() {
        try (Connection connection = dataSource.getConnection()) {
            ledger.create(connection);
            if (!connection.getAutoCommit()) {
                connection.commit();
            }
        } catch (SQLException e) {
            throw new TrackerException("Could not create the table " + ledger.table(), e);
        }
    }

    /**
     * Stops. A sync that is going on ends after its chunk; where the thread does it, this waits, at
     * most {@link Builder#shutdownTimeout}. What is recorded stays in Redis, for another node or
     * the next start; to move it before, call {@link #sync} first. Closing again does nothing.
     */
    @Override
    public void close() {
        closed = true;
        if (loop != null) {
            loop.close(shutdownTimeout);
        }
    }

    /** Makes a {@link RedisToPostgresSync}. Not safe for use by several threads. */
    public static final class Builder {
        /** The default of {@link #interval}: ten seconds. */
        public static final Duration DEFAULT_INTERVAL = Duration.ofSeconds(10);

        /** The default of {@link #shutdownTimeout}: ten seconds. */
        public static final Duration DEFAULT_SHUTDOWN_TIMEOUT = Duration.ofSeconds(10);

        final RedisActivityStore redis;
        final DataSource dataSource;
        PostgresActivityStore postgres;
        @Nullable String schema;
        String table = DEFAULT_TABLE;
        String name;
        Duration interval = DEFAULT_INTERVAL;
        int batchSize = ActivityStore.MAX_BATCH;
        Duration shutdownTimeout = DEFAULT_SHUTDOWN_TIMEOUT;
        SyncListener listener = SyncListener.NONE;
        Clock clock = Clock.systemUTC();
        String threadName = "astir-tracker-sync";
        boolean background = true;

        private Builder(RedisActivityStore redis, DataSource dataSource) {
            this.redis = Objects.requireNonNull(redis, "redis");
            this.dataSource = Objects.requireNonNull(dataSource, "dataSource");
            this.postgres = PostgresActivityStore.of(dataSource);
            this.name = redis.keys().prefix();
        }

        /**
         * Says which tables to write to, and with them the schema of the ledger's table; by default
         * the default ones.
         */
        public Builder postgres(PostgresActivityStore postgres) {
            this.postgres = Objects.requireNonNull(postgres, "postgres");
            return this;
        }

        /** The schema of the ledger's table, by default that of {@link #postgres}. */
        public Builder schema(String schema) {
            this.schema = SqlName.checked("schema", schema);
            return this;
        }

        /** The ledger's table, by default {@value RedisToPostgresSync#DEFAULT_TABLE}. */
        public Builder table(String table) {
            this.table = SqlName.checked("table", table);
            return this;
        }

        /**
         * What the lock and the row of the ledger are known by: 1 to 200 characters, by default the
         * key prefix. Nodes that share a Redis must have the same; syncs from two Redis servers to
         * one database must have two.
         */
        public Builder name(String name) {
            if (name.isEmpty() || !TextLimits.isStorable(name, 200)) {
                throw new IllegalArgumentException(
                        "name must have 1 to 200 characters and no NUL, but is \"" + name + '"');
            }
            this.name = name;
            return this;
        }

        /** The time between syncs: 1 ms to 1 day, by default ten seconds. */
        public Builder interval(Duration interval) {
            this.interval = duration("interval", interval);
            return this;
        }

        /**
         * The most sightings, and the most hits, that are moved at once: 1 to {@value
         * ActivityStore#MAX_BATCH}, by default {@value ActivityStore#MAX_BATCH}.
         */
        public Builder batchSize(int batchSize) {
            if (batchSize < 1 || batchSize > ActivityStore.MAX_BATCH) {
                throw new IllegalArgumentException(
                        "batchSize must be from 1 to %d, but is %d"
                                .formatted(ActivityStore.MAX_BATCH, batchSize));
            }
            this.batchSize = batchSize;
            return this;
        }

        /** How long {@link #close} waits: 1 ms to 1 day, by default ten seconds. */
        public Builder shutdownTimeout(Duration shutdownTimeout) {
            this.shutdownTimeout = duration("shutdownTimeout", shutdownTimeout);
            return this;
        }

        /** Observes the sync; by default nothing does. */
        public Builder listener(SyncListener listener) {
            this.listener = Objects.requireNonNull(listener, "listener");
            return this;
        }

        /** Says when the last success was; by default the system's clock. */
        public Builder clock(Clock clock) {
            this.clock = Objects.requireNonNull(clock, "clock");
            return this;
        }

        /** The name of the thread, by default {@code astir-tracker-sync}. */
        public Builder threadName(String threadName) {
            this.threadName = Objects.requireNonNull(threadName, "threadName");
            return this;
        }

        /** False makes a sync without a thread, for {@link #sync} alone. By default true. */
        public Builder background(boolean background) {
            this.background = background;
            return this;
        }

        /** Makes the sync, and starts its thread. */
        public RedisToPostgresSync build() {
            RedisToPostgresSync sync = new RedisToPostgresSync(this);
            if (sync.loop != null) {
                sync.loop.start();
            }
            return sync;
        }

        private static Duration duration(String name, Duration value) {
            Objects.requireNonNull(value, name);
            if (value.compareTo(Duration.ofMillis(1)) < 0
                    || value.compareTo(Duration.ofDays(1)) > 0) {
                throw new IllegalArgumentException(
                        name + " must be from 1 ms to 1 day, but is " + value);
            }
            return value;
        }
    }
}
