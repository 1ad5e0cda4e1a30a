package dev.astir.tracker.postgres;

import dev.astir.tracker.TrackerException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reports clients that went silent, because they were not seen for some time, and those of them
 * that came back.
 *
 * <pre>{@code
 * InactivityWatch watch =
 *         InactivityWatch.builder(store, Duration.ofHours(24), listener).build();
 * watch.start();
 * }</pre>
 *
 * <p><b>Once each</b>, also where several nodes run the watch with the same settings: who was
 * reported is kept in a table, and one node at a time reports, by a lock in PostgreSQL which ends
 * with the transaction. The reports of a batch are made just before their commit. So if a node dies
 * or loses the database between the two, the next tick repeats that batch (at least once), and none
 * is ever lost. A client that came back and went silent again between two ticks gives both reports,
 * the return first.
 *
 * <p><b>The first run</b> over an old table does not report all who left long ago: clients that are
 * silent for longer than {@link Builder#ignoreSilentLongerThan} when they are first noticed are
 * never reported, neither as silent nor as returned. By default that is a week more than the time
 * of the watch. It must be longer than all nodes of the watch can be down together, because who
 * went silent before that is not reported either.
 *
 * <p>Clients that are deleted, by an {@link ActivityRetention} perhaps, are forgotten without a
 * report. The time of the watch should be several times the flush interval and the granularity of
 * the trackers, and longer than the longest outage of which you do not want to hear as the silence
 * of everybody: a client whose sightings are not written looks silent.
 *
 * <p>A tick reads the clients' table and that of silence three times, whatever it finds; then once
 * more for each 10,000 clients that it reports. No index is needed. Safe for use by several threads
 * and several nodes.
 */
public final class InactivityWatch implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(InactivityWatch.class);

    private final Clock clock;
    private final Duration silentAfter;
    private final Duration ignoreSilentLongerThan;
    private final SilenceReports reports;
    private final Periodic periodic;

    private InactivityWatch(Builder builder) {
        clock = builder.clock;
        silentAfter = builder.silentAfter;
        Duration ignored = builder.ignoreSilentLongerThan;
        ignoreSilentLongerThan = ignored == null ? silentAfter.plus(Builder.DEFAULT_LATE) : ignored;
        reports =
                new SilenceReports(
                        builder.store, builder.listener, builder.batchSize, System::nanoTime);
        periodic = new Periodic("astir-tracker-inactivity", builder.interval, this::tick, log);
    }

    /**
     * Starts to make a watch of the clients of a store.
     *
     * @param store the store; its tables must be there, see {@link
     *     PostgresActivityStore#createTables}
     * @param silentAfter for how long a client must not be seen: 1 second to 36,500 days
     * @param listener who is told
     */
    public static Builder builder(
            PostgresActivityStore store, Duration silentAfter, InactivityListener listener) {
        return new Builder(store, silentAfter, listener);
    }

    /**
     * Reports, by the calling thread, all that there is to report now; nothing if another node is
     * just doing so.
     *
     * @throws TrackerException for any SQLException; what was committed before is not reported
     *     again
     */
    public InactivityTick tick() {
        return tick(() -> false);
    }

    private InactivityTick tick(BooleanSupplier closing) {
        Instant now = clock.instant();
        return reports.tick(
                now, now.minus(ignoreSilentLongerThan), now.minus(silentAfter), closing);
    }

    /**
     * Ticks periodically from now on, on a daemon thread, with jitter. A failure is logged, and
     * tried again. Starting again does nothing.
     *
     * @throws IllegalStateException if closed
     */
    public void start() {
        periodic.start();
    }

    /**
     * Ends the thread after the report that it is at, which is waited for up to ten seconds.
     * Closing again does nothing.
     */
    @Override
    public void close() {
        periodic.close();
    }

    /** Makes an {@link InactivityWatch}. Not safe for use by several threads. */
    public static final class Builder {
        /** The default of {@link #interval}: one minute. */
        public static final Duration DEFAULT_INTERVAL = Duration.ofMinutes(1);

        /** The default of {@link #batchSize}: {@value}. */
        public static final int DEFAULT_BATCH_SIZE = 100;

        private static final Duration DEFAULT_LATE = Duration.ofDays(7);
        private static final int LARGEST_BATCH = 10_000;
        private static final Duration SHORTEST = Duration.ofSeconds(1);
        private static final Duration LONGEST = Duration.ofDays(36_500);

        private final PostgresActivityStore store;
        private final Duration silentAfter;
        private final InactivityListener listener;
        private @Nullable Duration ignoreSilentLongerThan;
        private Duration interval = DEFAULT_INTERVAL;
        private int batchSize = DEFAULT_BATCH_SIZE;
        private Clock clock = Clock.systemUTC();

        private Builder(
                PostgresActivityStore store, Duration silentAfter, InactivityListener listener) {
            this.store = Objects.requireNonNull(store, "store");
            this.silentAfter = Checks.between("silentAfter", silentAfter, SHORTEST, LONGEST);
            this.listener = Objects.requireNonNull(listener, "listener");
        }

        /**
         * Clients that are silent for longer when they are first noticed are not reported. More
         * than the time of the watch, at most 73,000 days; by default 7 days more than the time of
         * the watch.
         */
        public Builder ignoreSilentLongerThan(Duration ignoreSilentLongerThan) {
            this.ignoreSilentLongerThan =
                    Checks.between(
                            "ignoreSilentLongerThan",
                            ignoreSilentLongerThan,
                            silentAfter.plusMillis(1),
                            LONGEST.multipliedBy(2));
            return this;
        }

        /** The time between two ticks once started: 1 ms to 365 days, by default one minute. */
        public Builder interval(Duration interval) {
            this.interval = Periodic.checked(interval);
            return this;
        }

        /**
         * How many reports are committed together, and so can be repeated after a crash: 1 to
         * 10,000, by default {@value #DEFAULT_BATCH_SIZE}. A slow listener makes it fewer.
         */
        public Builder batchSize(int batchSize) {
            this.batchSize = Checks.between("batchSize", batchSize, 1, LARGEST_BATCH);
            return this;
        }

        /** Says when now is; by default the system's clock. The interval does not depend on it. */
        public Builder clock(Clock clock) {
            this.clock = Objects.requireNonNull(clock, "clock");
            return this;
        }

        /** Makes the watch. Neither connects nor starts. */
        public InactivityWatch build() {
            return new InactivityWatch(this);
        }
    }
}
