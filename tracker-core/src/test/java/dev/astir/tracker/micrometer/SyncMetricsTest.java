package dev.astir.tracker.micrometer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.astir.testing.redis.RedisProcess;
import dev.astir.tracker.ActivityHits;
import dev.astir.tracker.Sighting;
import dev.astir.tracker.TestPostgres;
import dev.astir.tracker.TrackerException;
import dev.astir.tracker.postgres.PostgresActivityStore;
import dev.astir.tracker.redis.RedisActivityStore;
import dev.astir.tracker.redis.RedisToPostgresSync;
import dev.astir.tracker.redis.TestRedis;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.search.RequiredSearch;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith({TestRedis.class, TestPostgres.class})
class SyncMetricsTest {
    private static final Instant NOW = Instant.parse("2026-05-04T10:00:00Z");

    private final MeterRegistry registry = new SimpleMeterRegistry();

    @Test
    void tellsWhatWasMovedWhatNotAndHowLongAgo(RedisProcess redis, DataSource dataSource)
            throws Exception {
        RedisActivityStore store = RedisActivityStore.of(redis.commands());
        store.upsert(List.of(seen("a"), seen("b"), seen("refused")));
        store.addHits(List.of(new ActivityHits("a", "GET", LocalDate.EPOCH, 5, NOW)));
        try (RedisToPostgresSync sync =
                RedisToPostgresSync.builder(store, dataSource)
                        .clock(Clock.fixed(NOW, ZoneOffset.UTC))
                        .background(false)
                        .build()) {
            Clock later = Clock.fixed(NOW.plusSeconds(7), ZoneOffset.UTC);
            new SyncMetrics(sync, Tags.of("service", "items"), later).bindTo(registry);
            assertThat(meter("last.success.age").timeGauge().value()).isNaN();
            assertThatThrownBy(sync::sync)
                    .as("without tables")
                    .isInstanceOf(TrackerException.class);
            PostgresActivityStore.of(dataSource).createTables();
            sync.createTable();
            TestPostgres.execute(
                    dataSource, "ALTER TABLE client_activity ADD CHECK (client_id <> 'refused')");
            sync.sync();
            sync.sync();

            assertThat(count("stored", "type", "sightings")).isEqualTo(2);
            assertThat(count("stored", "type", "hits")).isEqualTo(1);
            assertThat(count("dropped")).isEqualTo(1);
            assertThat(count("completed")).isEqualTo(2);
            assertThat(count("failures")).isEqualTo(1);
            assertThat(meter("last.success.age").timeGauge().value(TimeUnit.SECONDS)).isEqualTo(7);
        }
    }

    private static Sighting seen(String clientId) {
        return new Sighting(clientId, NOW);
    }

    private double count(String name, String... tags) {
        return meter(name, tags).functionCounter().count();
    }

    private RequiredSearch meter(String name, String... tags) {
        return registry.get("activity.tracker.sync." + name).tags(tags).tag("service", "items");
    }
}
