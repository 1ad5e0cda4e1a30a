package dev.astir.tracker.micrometer;

import dev.astir.tracker.Refusal;
import dev.astir.tracker.TrackerListener;
import dev.astir.tracker.TrackerStats;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.TimeGauge;
import io.micrometer.core.instrument.Timer;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * Registers a tracker's meters when the tracker starts:
 *
 * <ul>
 *   <li>{@code activity.tracker.pending}: clients (or rows of counts) that are not stored yet.
 *       Alert on it, against
 *   <li>{@code activity.tracker.capacity}: how many can be pending before new ones are refused
 *   <li>{@code activity.tracker.stored}: rows written
 *   <li>{@code activity.tracker.flush}: how long flushes took that wrote something
 *   <li>{@code activity.tracker.flush.failures}: flushes that failed, and are tried again
 *   <li>{@code activity.tracker.refused}: calls of {@code record} that returned false, by {@code
 *       reason}: {@code closed}, {@code full}, {@code invalid}, {@code unsupported}
 *   <li>{@code activity.tracker.dropped}: rows that the store refused for their content
 *   <li>{@code activity.tracker.last.success.age}: how long ago a flush last wrote a sighting, not
 *       a number before the first
 * </ul>
 *
 * <p>Where sightings and counted activities are apart, the tag {@code type} is {@code sightings} or
 * {@code hits}. Give this to one tracker; a second one in the same registry needs tags of its own.
 * Safe for use by several threads.
 */
public final class TrackerMetrics implements TrackerListener {
    private static final String PREFIX = "activity.tracker.";

    private final MeterRegistry registry;
    private final Tags tags;
    private final Clock clock;
    private final Timer flush;
    private final Timer hitsFlush;

    /** Held here because meters hold it weakly: they end with the tracker. */
    @SuppressWarnings("UnusedVariable")
    private volatile @Nullable Supplier<TrackerStats> held;

    TrackerMetrics(MeterRegistry registry, Iterable<Tag> tags, Clock clock) {
        this.registry = Objects.requireNonNull(registry, "registry");
        this.tags = Tags.of(tags);
        this.clock = clock;
        flush = flush(Type.SIGHTINGS);
        hitsFlush = flush(Type.HITS);
    }

    /** Makes a listener that registers the meters without further tags. */
    public static TrackerMetrics of(MeterRegistry registry) {
        return of(registry, List.of());
    }

    /** Makes a listener that registers the meters with these tags. */
    public static TrackerMetrics of(MeterRegistry registry, Iterable<Tag> tags) {
        return new TrackerMetrics(registry, tags, Clock.systemUTC());
    }

    private Timer flush(Tags type) {
        return Timer.builder(PREFIX + "flush")
                .description("Flushes that wrote something")
                .tags(tags.and(type))
                .register(registry);
    }

    @Override
    public void onStart(Supplier<TrackerStats> stats) {
        held = stats;
        gauge(stats, "pending", "Not stored yet", Type.SIGHTINGS, TrackerStats::pending);
        gauge(stats, "pending", "Not stored yet", Type.HITS, s -> s.hits().pending());
        gauge(stats, "capacity", "What can be pending", Tags.empty(), TrackerStats::maxPending);
        counter(stats, "stored", "Rows written", Type.SIGHTINGS, TrackerStats::stored);
        counter(stats, "stored", "Rows written", Type.HITS, s -> s.hits().stored());
        String failures = "Flushes that failed, to be tried again";
        counter(stats, "flush.failures", failures, Type.SIGHTINGS, TrackerStats::failures);
        counter(stats, "flush.failures", failures, Type.HITS, s -> s.hits().failures());
        String dropped = "Rows that the store refused for their content";
        counter(stats, "dropped", dropped, Type.SIGHTINGS, TrackerStats::dropped);
        counter(stats, "dropped", dropped, Type.HITS, s -> s.hits().dropped());
        for (Refusal reason : Refusal.values()) {
            Tags tag = Tags.of("reason", reason.name().toLowerCase(Locale.ROOT));
            String refused = "Calls of record that returned false";
            counter(stats, "refused", refused, tag, s -> s.refused().getOrDefault(reason, 0L));
        }
        TimeGauge.builder(
                        PREFIX + "last.success.age",
                        stats,
                        TimeUnit.MILLISECONDS,
                        s -> Age.millis(s.get().lastSuccess(), clock))
                .description("Since a flush last wrote a sighting")
                .tags(tags)
                .register(registry);
    }

    @Override
    public void onFlush(int clients, Duration took) {
        flush.record(took);
    }

    @Override
    public void onHitsFlush(int rows, Duration took) {
        hitsFlush.record(took);
    }

    private void gauge(
            Supplier<TrackerStats> stats,
            String name,
            String description,
            Tags more,
            ToDoubleFunction<TrackerStats> value) {
        Gauge.builder(PREFIX + name, stats, s -> value.applyAsDouble(s.get()))
                .description(description)
                .tags(tags.and(more))
                .register(registry);
    }

    private void counter(
            Supplier<TrackerStats> stats,
            String name,
            String description,
            Tags more,
            ToDoubleFunction<TrackerStats> value) {
        FunctionCounter.builder(PREFIX + name, stats, s -> value.applyAsDouble(s.get()))
                .description(description)
                .tags(tags.and(more))
                .register(registry);
    }
}
