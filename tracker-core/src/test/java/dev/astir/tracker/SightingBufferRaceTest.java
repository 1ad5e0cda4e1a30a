package dev.astir.tracker;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.astir.tracker.SightingBuffer.Taken;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.RepeatedTest;

/** Writers against a flusher that also fails, with half as many places as clients. */
class SightingBufferRaceTest {
    private static final int WRITERS = 4;
    private static final int CLIENTS = 64;
    private static final int RECORDS = 400_000;

    /** Time that moves with each call, so that each record is a change. */
    private final AtomicLong time = new AtomicLong();

    private final AtomicBoolean writing = new AtomicBoolean(true);
    private final SightingBuffer buffer =
            new SightingBuffer(CLIENTS / 2, 0, Integer.MAX_VALUE, id -> true, () -> {});

    /** What the flusher has stored. */
    private final Map<String, Long> stored = new HashMap<>();

    @RepeatedTest(5)
    void storesTheLatestOfAllThatWasRecordedWhileClientsAreEvicted() throws Exception {
        Map<String, Long> accepted = race(false);

        buffer.settle(stored(buffer.take(true)));
        assertThat(stored).isEqualTo(accepted);
        assertThat(buffer.pending()).isZero();
    }

    @RepeatedTest(5)
    void storesAllThatWasAcceptedWhenItIsClosedMeanwhile() throws Exception {
        Map<String, Long> accepted = race(true);

        // A sighting refused at the last moment may have been stored, so: at least.
        accepted.forEach((id, seen) -> assertThat(stored.get(id)).isGreaterThanOrEqualTo(seen));
        assertThat(buffer.refused(Refusal.CLOSED)).isPositive();
    }

    private Map<String, Long> race(boolean close) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(WRITERS + 1);
        try {
            Future<?> flusher = threads.submit(() -> flush(close));
            List<Callable<Map<String, Long>>> writers = new ArrayList<>();
            for (int i = 0; i < WRITERS; i++) {
                int seed = i;
                writers.add(() -> write(seed));
            }
            Map<String, Long> accepted = new HashMap<>();
            for (Future<Map<String, Long>> writer : threads.invokeAll(writers)) {
                writer.get().forEach((id, seen) -> accepted.merge(id, seen, Math::max));
            }
            writing.set(false);
            flusher.get(60, SECONDS);
            assertThat(accepted).hasSize(CLIENTS);
            return accepted;
        } finally {
            threads.shutdownNow();
        }
    }

    /** The latest accepted time of each client. */
    private Map<String, Long> write(int seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Map<String, Long> accepted = new HashMap<>();
        for (int i = 0; i < RECORDS; i++) {
            String id = "client-" + random.nextInt(CLIENTS);
            long now = time.incrementAndGet();
            if (buffer.record(id, now)) {
                accepted.put(id, now);
            }
        }
        return accepted;
    }

    private void flush(boolean close) {
        Random random = new Random(1);
        while (writing.get()) {
            if (close && time.get() > (long) WRITERS * RECORDS / 2) {
                buffer.close();
                do {
                    buffer.settle(stored(buffer.take(true)));
                } while (!buffer.retire());
                return;
            }
            List<Taken> taken = buffer.take(false);
            int half = taken.size() / 2;
            switch (random.nextInt(3)) {
                case 0 -> buffer.settle(stored(taken));
                case 1 -> buffer.restore(taken);
                default -> {
                    buffer.settle(stored(taken.subList(0, half)));
                    buffer.restore(taken.subList(half, taken.size()));
                }
            }
        }
    }

    private List<Taken> stored(List<Taken> taken) {
        taken.forEach(each -> stored.merge(each.cell().id, each.seenMillis(), Math::max));
        return taken;
    }
}
