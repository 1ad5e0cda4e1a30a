package dev.astir.tracker;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** Whatever a user's store or clock does on the thread of a request. */
class RecordNeverThrowsTest {
    private static final class ThrowingStore implements CountingActivityStore {
        @Override
        public void upsert(List<Sighting> sightings) {}

        @Override
        public void addHits(List<ActivityHits> hits) {}

        @Override
        public boolean accepts(String clientId) {
            if (clientId.equals("bad")) {
                throw new IllegalStateException("accepts");
            }
            return true;
        }

        @Override
        public boolean acceptsActivity(String activity) {
            if (activity.equals("BAD")) {
                throw new StackOverflowError("acceptsActivity");
            }
            return true;
        }
    }

    private static final class ThrowingClock extends Clock {
        @Override
        public Instant instant() {
            throw new UnsupportedOperationException("clock");
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }

    private final Logger logger = (Logger) LoggerFactory.getLogger(ActivityTracker.class);
    private final ListAppender<ILoggingEvent> logged = new ListAppender<>();

    @BeforeEach
    void listen() {
        logged.start();
        logger.addAppender(logged);
    }

    @AfterEach
    void stopListening() {
        logger.detachAppender(logged);
    }

    private List<String> warnings() {
        return logged.list.stream()
                .filter(event -> event.getLevel() == Level.WARN)
                .map(event -> event.getThrowableProxy().getMessage())
                .toList();
    }

    @Test
    void refusesAClientOrAnActivityOverWhichTheStoreFails() {
        try (ActivityTracker tracker = ActivityTracker.of(new ThrowingStore())) {
            assertThat(tracker.record("bad")).isFalse();
            assertThat(tracker.record("bad")).isFalse();
            assertThat(tracker.record("bad", "GET")).isFalse();
            assertThat(tracker.record("a", "BAD")).isFalse();
            assertThat(tracker.record("a", "GET")).isTrue();

            assertThat(tracker.stats().refused()).containsEntry(Refusal.INVALID, 4L);
            assertThat(tracker.flush(Duration.ofSeconds(30))).isTrue();
            assertThat(tracker.stats().stored()).isEqualTo(1);
            assertThat(tracker.stats().hits().stored()).isEqualTo(1);
            assertThat(warnings()).containsExactly("accepts", "acceptsActivity");
        }
    }

    @Test
    void refusesAllWhileItsClockFails() {
        try (ActivityTracker tracker =
                ActivityTracker.builder(new ThrowingStore()).clock(new ThrowingClock()).build()) {
            assertThat(tracker.record("a")).isFalse();
            assertThat(tracker.record("a", "GET")).isFalse();

            assertThat(tracker.stats().refused()).containsEntry(Refusal.INVALID, 2L);
            assertThat(warnings()).containsExactly("clock");
        }
    }
}
