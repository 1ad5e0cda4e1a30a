package dev.astir.tracker.postgres;

import dev.astir.tracker.TrackerException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Objects;
import java.util.function.BooleanSupplier;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Deletes clients that were not seen for long, and old daily hits.
 *
 * <pre>{@code
 * ActivityRetention retention = ActivityRetention.builder(store)
 *         .clientsUnseenFor(Duration.ofDays(400))
 *         .dailyHitsOlderThan(Duration.ofDays(730))
 *         .build();
 * retention.deleteExpired(); // once, or
 * retention.start();         // now and then, until closed
 * }</pre>
 *
 * <p>Works in steps, each a transaction that reads and deletes a bounded number of rows by the
 * primary key; no other index is needed. A step passes over rows that another transaction is
 * writing, and so never waits: a client that is seen meanwhile stays, and neither trackers nor
 * other nodes that delete at the same time are held up. A client that comes back after it was
 * deleted is new, with a new {@code created_at}. The daily hits of a deleted client stay until they
 * are old themselves.
 *
 * <p>Safe for use by several threads and several nodes.
 */
public final class ActivityRetention implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(ActivityRetention.class);

    private final DataSource dataSource;
    private final Clock clock;
    private final @Nullable Duration clientsUnseenFor;
    private final @Nullable Duration dailyHitsOlderThan;
    private final ExpiredRows clients;
    private final ExpiredRows dailyHits;
    private final Periodic periodic;

    private ActivityRetention(Builder builder) {
        dataSource = builder.store.dataSource();
        clock = builder.clock;
        clientsUnseenFor = builder.clientsUnseenFor;
        dailyHitsOlderThan = builder.dailyHitsOlderThan;
        Tables tables = builder.store.tables();
        clients = ExpiredRows.ofClients(tables, builder.stepSize);
        dailyHits = ExpiredRows.ofDailyHits(tables, builder.stepSize);
        periodic = new Periodic("astir-tracker-retention", builder.interval, this::delete, log);
    }

    /** Makes a retention that deletes clients alone, with the default settings. */
    public static ActivityRetention of(PostgresActivityStore store, Duration clientsUnseenFor) {
        return builder(store).clientsUnseenFor(clientsUnseenFor).build();
    }

    /** Starts to make a retention of the tables of a store. */
    public static Builder builder(PostgresActivityStore store) {
        return new Builder(store);
    }

    /**
     * Deletes, by the calling thread, all that is too old now.
     *
     * @throws TrackerException for any SQLException; what the steps before deleted stays deleted
     */
    public DeletedActivity deleteExpired() {
        return delete(() -> false);
    }

    private DeletedActivity delete(BooleanSupplier closing) {
        Instant now = clock.instant();
        long deletedClients = 0;
        if (clientsUnseenFor != null) {
            deletedClients = clients.delete(dataSource, now.minus(clientsUnseenFor), closing);
        }
        long deletedHits = 0;
        if (dailyHitsOlderThan != null) {
            LocalDate firstKept =
                    now.minus(dailyHitsOlderThan).atZone(ZoneOffset.UTC).toLocalDate();
            deletedHits = dailyHits.delete(dataSource, firstKept, closing);
        }
        if (deletedClients + deletedHits > 0) {
            log.info(
                    "Deleted {} clients and {} rows of daily hits that were too old",
                    deletedClients,
                    deletedHits);
        }
        return new DeletedActivity(deletedClients, deletedHits);
    }

    /**
     * Deletes periodically from now on, on a daemon thread: first within ten minutes and then at
     * the interval, with jitter. A failure is logged, and tried again within a minute. Starting
     * again does nothing.
     *
     * @throws IllegalStateException if closed
     */
    public void start() {
        periodic.start();
    }

    /** Ends the thread after the step that it is at. Closing again does nothing. */
    @Override
    public void close() {
        periodic.close();
    }

    /** Makes an {@link ActivityRetention}. Not safe for use by several threads. */
    public static final class Builder {
        /** The default of {@link #interval}: one day. */
        public static final Duration DEFAULT_INTERVAL = Duration.ofDays(1);

        /** The default of {@link #stepSize}: {@value}. */
        public static final int DEFAULT_STEP_SIZE = 1_000;

        private static final int LARGEST_STEP = 100_000;
        private static final Duration SHORTEST_AGE = Duration.ofMinutes(1);
        private static final Duration LONGEST_AGE = Duration.ofDays(36_500);

        private final PostgresActivityStore store;
        private @Nullable Duration clientsUnseenFor;
        private @Nullable Duration dailyHitsOlderThan;
        private Duration interval = DEFAULT_INTERVAL;
        private int stepSize = DEFAULT_STEP_SIZE;
        private Clock clock = Clock.systemUTC();

        private Builder(PostgresActivityStore store) {
            this.store = Objects.requireNonNull(store, "store");
        }

        /** Deletes clients not seen for this long: 1 minute to 36,500 days. By default none. */
        public Builder clientsUnseenFor(Duration age) {
            clientsUnseenFor = Checks.between("clientsUnseenFor", age, SHORTEST_AGE, LONGEST_AGE);
            return this;
        }

        /**
         * Deletes the hits of days that ended this long ago or longer: 1 minute to 36,500 days. By
         * default none. Days are those of UTC, and go as a whole.
         */
        public Builder dailyHitsOlderThan(Duration age) {
            dailyHitsOlderThan =
                    Checks.between("dailyHitsOlderThan", age, SHORTEST_AGE, LONGEST_AGE);
            return this;
        }

        /** The time between two runs once started: 1 ms to 365 days, by default one day. */
        public Builder interval(Duration interval) {
            this.interval = Periodic.checked(interval);
            return this;
        }

        /** How many rows a step reads: 1 to 100,000, by default {@value #DEFAULT_STEP_SIZE}. */
        public Builder stepSize(int stepSize) {
            this.stepSize = Checks.between("stepSize", stepSize, 1, LARGEST_STEP);
            return this;
        }

        /** Says when now is; by default the system's clock. The interval does not depend on it. */
        public Builder clock(Clock clock) {
            this.clock = Objects.requireNonNull(clock, "clock");
            return this;
        }

        /**
         * Makes the retention. Neither connects nor starts.
         *
         * @throws IllegalArgumentException if nothing is to be deleted
         */
        public ActivityRetention build() {
            if (clientsUnseenFor == null && dailyHitsOlderThan == null) {
                throw new IllegalArgumentException(
                        "clientsUnseenFor or dailyHitsOlderThan must be set");
            }
            return new ActivityRetention(this);
        }
    }
}
