package dev.astir.stream.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariDataSource;
import dev.astir.stream.ActivityEvent;
import dev.astir.stream.ActivityStream;
import dev.astir.stream.EventFilter;
import dev.astir.stream.StreamPosition;
import dev.astir.stream.TestDatabase;
import dev.astir.stream.bus.FeedBus;
import dev.astir.stream.bus.InProcessBus;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Counts what arrives: nothing lost, nothing twice, whatever readers and nodes do. */
class FeedRecoveryTest {
    private static final int WRITERS = 16;
    private static final int EVENTS = 400;
    private static final int READERS = 12;
    private static final String FEED = "busy";

    @ParameterizedTest(name = "hints arrive: {0}")
    @ValueSource(strings = {"always", "sometimes", "never"})
    void losesAndRepeatsNothingWhileReadersComeAndGo(String hints) throws Exception {
        FeedBus bus = new UnreliableBus(hints);
        try (TestDatabase database = TestDatabase.migrated();
                HikariDataSource elsewhere = database.pool("postgres");
                ActivityStream one = ActivityStream.builder(database.owner()).bus(bus).build();
                ActivityStream two = ActivityStream.builder(elsewhere).bus(bus).build()) {
            StreamPosition start = one.page(FEED, EventFilter.all(), null, 1).position();
            List<Reader> readers = new ArrayList<>();
            for (int i = 0; i < READERS; i++) {
                readers.add(new Reader(i % 2 == 0 ? one : two, start, new Random(i)));
            }
            List<Thread> threads = new ArrayList<>();
            for (int i = 0; i < WRITERS; i++) {
                ActivityStream node = i % 2 == 0 ? one : two;
                threads.add(new Thread(() -> write(node)));
            }
            readers.forEach(reader -> threads.add(new Thread(reader)));
            threads.forEach(Thread::start);
            for (Thread thread : threads) {
                thread.join(Duration.ofMinutes(2).toMillis());
            }

            List<String> expected = new ArrayList<>();
            for (int offset = 1; offset <= WRITERS * EVENTS; offset++) {
                expected.add(start.epoch() + "-" + offset);
            }
            for (Reader reader : readers) {
                assertThat(reader.seen.equals(expected))
                        .as("%s saw %d", reader, reader.seen.size())
                        .isTrue();
            }
            // Otherwise nothing was ever resumed.
            assertThat(readers.stream().mapToInt(reader -> reader.reconnects).sum())
                    .isGreaterThan(3 * READERS);
        }
    }

    private static void write(ActivityStream node) {
        for (int i = 0; i < EVENTS; i++) {
            var publication = node.publish(FEED, ActivityEvent.builder("a.b").build());
            if (i % 4 == 0) {
                publication.join();
            }
        }
    }

    /** Reads for a random while, breaks off, and resumes after the last thing it has seen. */
    private static final class Reader implements Runnable {
        private final List<String> seen = new ArrayList<>();
        private final ActivityStream node;
        private final Random random;
        private StreamPosition last;
        private int reconnects;

        Reader(ActivityStream node, StreamPosition start, Random random) {
            this.node = node;
            this.last = start;
            this.random = random;
        }

        @Override
        public void run() {
            long deadline = System.nanoTime() + Duration.ofSeconds(60).toNanos();
            while (last.offset() < WRITERS * EVENTS && System.nanoTime() < deadline) {
                RecordingSink sink = new RecordingSink();
                FeedSession session = node.subscribe(FEED, EventFilter.all(), last, sink);
                int patience = 1 + random.nextInt(600);
                long until =
                        System.nanoTime() + Duration.ofMillis(5 + random.nextInt(60)).toNanos();
                await().atMost(Duration.ofSeconds(30))
                        .pollInterval(Duration.ofMillis(2))
                        .until(() ->
                                System.nanoTime() > until
                                        || sink.messages("put").size() >= patience);
                // What it reads after this is lost with the connection.
                List<Map<String, Object>> puts = sink.messages("put");
                session.close(CloseCode.NORMAL);
                reconnects++;
                assertThat(sink.messages("reset")).isEmpty();
                for (Map<String, Object> put : puts) {
                    last = StreamPosition.parse(String.valueOf(put.get("position")));
                    seen.add(last.toString());
                }
            }
        }
    }

    /** Loses hints, and delays some so that they come out of order. */
    private static final class UnreliableBus implements FeedBus {
        private final InProcessBus bus = new InProcessBus();
        private final String hints;

        UnreliableBus(String hints) {
            this.hints = hints;
        }

        @Override
        public void announce(Map<String, StreamPosition> heads) {
            boolean lost =
                    hints.equals("never")
                            || (hints.equals("sometimes")
                                    && ThreadLocalRandom.current().nextBoolean());
            if (!lost) {
                LockSupport.parkNanos(ThreadLocalRandom.current().nextInt(100_000));
                bus.announce(heads);
            }
        }

        @Override
        public Subscription listen(Listener listener) {
            return bus.listen(listener);
        }
    }
}
