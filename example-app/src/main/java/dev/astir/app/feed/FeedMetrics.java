package dev.astir.app.feed;

import dev.astir.stream.ActivityStream;
import dev.astir.stream.feed.FeedHub;
import dev.astir.stream.feed.FeedStats;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.TimeGauge;
import io.micronaut.context.annotation.Context;
import java.util.concurrent.TimeUnit;
import java.util.function.ToDoubleFunction;

/** Tells of the live feed of this node. Immutable. */
@Context
final class FeedMetrics {

    private final MeterRegistry registry;
    private final FeedHub hub;

    FeedMetrics(MeterRegistry registry, ActivityStream stream) {
        this.registry = registry;
        this.hub = stream.hub();
        Gauge.builder("astir.feed.readers", hub, FeedHub::sessions)
                .description("Open WebSockets and event streams of people")
                .register(registry);
        TimeGauge.builder("astir.feed.lag", hub, TimeUnit.NANOSECONDS, each -> each.lag().toNanos())
                .description("How long something has waited to be told to readers of this node")
                .register(registry);
        count("deliveries", "Messages to readers", FeedStats::deliveries);
        count("reads", "Readings of the table for readers who are behind", FeedStats::catchUpReads);
        count("slow", "Readers who were sent away for reading too slowly", FeedStats::slowCloses);
        count("holes", "Gaps in what was told, filled from the table", FeedStats::holesHealed);
    }

    private void count(String what, String description, ToDoubleFunction<FeedStats> number) {
        FunctionCounter.builder(
                        "astir.feed." + what, hub, each -> number.applyAsDouble(each.stats()))
                .description(description)
                .register(registry);
    }
}
