package dev.astir.stream.feed;

import dev.astir.stream.ActivityEvent;
import dev.astir.stream.ActivityStream;
import dev.astir.stream.StreamPosition;
import dev.astir.stream.TestDatabase;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** A hub on a real table, whose time of day stands still. */
abstract class HubFixture {
    static final SettableClock CLOCK = new SettableClock();

    static TestDatabase database;

    static ActivityStream stream;

    final String feed = UUID.randomUUID().toString();

    final RecordingSink sink = new RecordingSink();

    @BeforeAll
    static void start() {
        CLOCK.set(Instant.parse("2026-01-01T00:00:00Z"));
        database = TestDatabase.migrated();
        stream =
                ActivityStream.builder(database.owner())
                        .clock(CLOCK)
                        .pingInterval(Duration.ofMillis(200))
                        .build();
    }

    @AfterAll
    static void stop() {
        stream.close();
        database.close();
    }

    StreamPosition publish(int count) {
        List<CompletableFuture<StreamPosition>> all = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            all.add(stream.publish(feed, event("a.b")));
        }
        return all.get(count - 1).join();
    }

    static ActivityEvent event(String type) {
        return ActivityEvent.builder(type).build();
    }
}
