package dev.astir.tracker.micrometer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.astir.tracker.ActivityHits;
import dev.astir.tracker.ActivityTracker;
import dev.astir.tracker.CountingActivityStore;
import dev.astir.tracker.DataRejectedException;
import dev.astir.tracker.Sighting;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.search.RequiredSearch;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TrackerMetricsTest {
    private static final Duration LONG = Duration.ofSeconds(30);
    private static final Instant NOW = Instant.parse("2026-05-04T10:00:00Z");

    private static final class Store implements CountingActivityStore {
        volatile boolean away;

        @Override
        public void upsert(List<Sighting> sightings) throws Exception {
            if (away) {
                throw new IOException("away");
            }
            if (sightings.stream().anyMatch(each -> each.clientId().equals("poison"))) {
                throw new DataRejectedException("poison", null);
            }
        }

        @Override
        public void addHits(List<ActivityHits> hits) {}
    }

    private final MeterRegistry registry = new SimpleMeterRegistry();
    private final Store store = new Store();
    private final ActivityTracker tracker =
            ActivityTracker.builder(store)
                    .flushInterval(Duration.ofHours(1))
                    .shutdownTimeout(Duration.ofMillis(100))
                    .maxPending(4)
                    .clock(Clock.fixed(NOW, ZoneOffset.UTC))
                    .listener(
                            new TrackerMetrics(
                                    registry,
                                    Tags.of("service", "items"),
                                    Clock.fixed(NOW.plusSeconds(7), ZoneOffset.UTC)))
                    .build();

    @AfterEach
    void close() {
        tracker.close();
    }

    private RequiredSearch meter(String name, String... tags) {
        return registry.get("activity.tracker." + name).tags(tags).tag("service", "items");
    }

    @Test
    void tellsWhatIsPendingAgainstWhatCanBe() {
        tracker.record("a");
        tracker.record("b", "GET");

        assertThat(meter("pending", "type", "sightings").gauge().value()).isEqualTo(2);
        assertThat(meter("pending", "type", "hits").gauge().value()).isEqualTo(1);
        assertThat(meter("capacity").gauge().value()).isEqualTo(4);
    }

    @Test
    void tellsWhatWasStoredAndHowLongAgo() {
        assertThat(meter("last.success.age").timeGauge().value()).isNaN();
        tracker.record("a");
        tracker.record("b", "GET");
        tracker.flush(LONG);

        assertThat(meter("stored", "type", "sightings").functionCounter().count()).isEqualTo(2);
        assertThat(meter("stored", "type", "hits").functionCounter().count()).isEqualTo(1);
        assertThat(meter("flush", "type", "sightings").timer().count()).isEqualTo(1);
        assertThat(meter("flush", "type", "hits").timer().count()).isEqualTo(1);
        assertThat(meter("last.success.age").timeGauge().value(TimeUnit.SECONDS)).isEqualTo(7);
    }

    @Test
    void countsFailuresRefusalsAndDrops() {
        store.away = true;
        tracker.record("a");
        tracker.record("poison");
        tracker.record("b");
        tracker.record("c");
        assertThat(tracker.record("d")).isFalse();
        tracker.record("");
        assertThat(tracker.flush(Duration.ofMillis(20))).isFalse();
        await().until(() -> tracker.stats().failures() > 0);
        store.away = false;
        tracker.flush(LONG);

        assertThat(meter("flush.failures", "type", "sightings").functionCounter().count())
                .isPositive();
        assertThat(meter("refused", "reason", "full").functionCounter().count()).isEqualTo(1);
        assertThat(meter("refused", "reason", "invalid").functionCounter().count()).isEqualTo(1);
        assertThat(meter("refused", "reason", "closed").functionCounter().count()).isZero();
        assertThat(meter("dropped", "type", "sightings").functionCounter().count()).isEqualTo(1);
    }
}
