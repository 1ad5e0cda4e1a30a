package dev.astir.tracker.micrometer;

import dev.astir.tracker.redis.RedisToPostgresSync;
import dev.astir.tracker.redis.SyncStats;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.TimeGauge;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.function.ToDoubleFunction;

/**
 * Registers the meters of a sync from Redis to PostgreSQL, of what this node does:
 *
 * <ul>
 *   <li>{@code activity.tracker.sync.stored}: rows written, by {@code type}: {@code sightings} or
 *       {@code hits}
 *   <li>{@code activity.tracker.sync.dropped}: rows that PostgreSQL refused for their content
 *   <li>{@code activity.tracker.sync.completed}: syncs, also with nothing to move
 *   <li>{@code activity.tracker.sync.failures}: syncs that failed, and are tried again
 *   <li>{@code activity.tracker.sync.last.success.age}: how long ago this node last completed one,
 *       not a number before the first. Alert on the least of all nodes, because one of them may do
 *       all the work
 * </ul>
 *
 * <pre>{@code
 * SyncMetrics.of(sync).bindTo(registry);
 * }</pre>
 *
 * <p>A second sync in the same registry needs tags of its own. Safe for use by several threads.
 */
public final class SyncMetrics implements MeterBinder {
    private static final String PREFIX = "activity.tracker.sync.";

    private final RedisToPostgresSync sync;
    private final Tags tags;
    private final Clock clock;

    SyncMetrics(RedisToPostgresSync sync, Iterable<Tag> tags, Clock clock) {
        this.sync = Objects.requireNonNull(sync, "sync");
        this.tags = Tags.of(tags);
        this.clock = clock;
    }

    /** Makes the meters of a sync without further tags. */
    public static SyncMetrics of(RedisToPostgresSync sync) {
        return of(sync, List.of());
    }

    /** Makes the meters of a sync with these tags. */
    public static SyncMetrics of(RedisToPostgresSync sync, Iterable<Tag> tags) {
        return new SyncMetrics(sync, tags, Clock.systemUTC());
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        String stored = "Rows written";
        counter(registry, "stored", stored, Type.SIGHTINGS, SyncStats::sightings);
        counter(registry, "stored", stored, Type.HITS, SyncStats::hits);
        String dropped = "Rows that PostgreSQL refused for their content";
        counter(registry, "dropped", dropped, Tags.empty(), SyncStats::dropped);
        String completed = "Syncs, also with nothing to move";
        counter(registry, "completed", completed, Tags.empty(), SyncStats::syncs);
        String failures = "Syncs that failed, to be tried again";
        counter(registry, "failures", failures, Tags.empty(), SyncStats::failures);
        TimeGauge.builder(
                        PREFIX + "last.success.age",
                        sync,
                        TimeUnit.MILLISECONDS,
                        s -> Age.millis(s.stats().lastSuccess(), clock))
                .description("Since this node last completed a sync")
                .tags(tags)
                .register(registry);
    }

    private void counter(
            MeterRegistry registry,
            String name,
            String description,
            Tags more,
            ToDoubleFunction<SyncStats> value) {
        FunctionCounter.builder(PREFIX + name, sync, s -> value.applyAsDouble(s.stats()))
                .description(description)
                .tags(tags.and(more))
                .register(registry);
    }
}
