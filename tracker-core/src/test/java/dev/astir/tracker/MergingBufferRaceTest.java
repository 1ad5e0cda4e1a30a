package dev.astir.tracker;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Counted races: the sum of what was accepted against the sum of what was written. */
class MergingBufferRaceTest {
    private static final int WRITERS = 4;
    private static final int KEYS = 64;
    private static final int ADDITIONS = 500_000;
    private static final int CLOSINGS = 20_000;

    private final ExecutorService threads = Executors.newFixedThreadPool(WRITERS);
    private final Map<Integer, Long> written = new HashMap<>();

    private static MergingBuffer<Integer, Long> buffer(int capacity) {
        return new MergingBuffer<>(
                Long::sum, key -> true, null, capacity, Integer.MAX_VALUE, () -> {});
    }

    @AfterEach
    void stop() {
        threads.shutdownNow();
    }

    /** With half as many places as keys, and flushes that fail in whole and in part. */
    @Test
    void writesEachAcceptedValueExactlyOnce() throws Exception {
        MergingBuffer<Integer, Long> buffer = buffer(KEYS / 2);
        List<Future<Map<Integer, Long>>> writers = new ArrayList<>();
        for (int i = 0; i < WRITERS; i++) {
            int seed = i;
            writers.add(threads.submit(() -> add(buffer, seed)));
        }
        Random random = new Random(1);
        while (!writers.stream().allMatch(Future::isDone)) {
            List<MergingBuffer.Taken<Integer, Long>> taken =
                    random.nextBoolean()
                            ? buffer.take(false)
                            : buffer.takeSome(1 + random.nextInt(KEYS));
            int settled = random.nextInt(taken.size() + 1);
            settle(buffer, taken.subList(0, settled));
            buffer.restore(taken.subList(settled, taken.size()));
        }
        settle(buffer, buffer.take(false));
        Map<Integer, Long> accepted = new HashMap<>();
        for (Future<Map<Integer, Long>> writer : writers) {
            writer.get(60, SECONDS).forEach((key, sum) -> accepted.merge(key, sum, Long::sum));
        }

        assertThat(written).isEqualTo(accepted);
        assertThat(buffer.refused(Refusal.FULL)).isPositive();
        assertThat(buffer.pending()).isZero();
    }

    private static Map<Integer, Long> add(MergingBuffer<Integer, Long> buffer, int seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Map<Integer, Long> accepted = new HashMap<>();
        for (int i = 0; i < ADDITIONS; i++) {
            int key = random.nextInt(KEYS);
            if (buffer.add(key, 1L)) {
                accepted.merge(key, 1L, Long::sum);
            }
        }
        return accepted;
    }

    /** Many short lives, because what could go wrong takes a few instructions of each. */
    @Test
    void writesAllThatWasAcceptedBeforeItWasClosed() throws Exception {
        List<MergingBuffer<Integer, Long>> buffers = new ArrayList<>();
        for (int i = 0; i < CLOSINGS; i++) {
            buffers.add(buffer(KEYS));
        }
        CyclicBarrier start = new CyclicBarrier(2);
        Future<Map<Integer, Long>> writer = threads.submit(() -> addUntilClosed(buffers, start));
        for (MergingBuffer<Integer, Long> buffer : buffers) {
            start.await(60, SECONDS);
            buffer.close();
            do {
                settle(buffer, buffer.take(true));
            } while (!buffer.retire());
        }

        assertThat(written).isEqualTo(writer.get(60, SECONDS));
    }

    private static Map<Integer, Long> addUntilClosed(
            List<MergingBuffer<Integer, Long>> buffers, CyclicBarrier start) throws Exception {
        Map<Integer, Long> accepted = new HashMap<>();
        for (MergingBuffer<Integer, Long> buffer : buffers) {
            start.await(60, SECONDS);
            for (int i = 0; buffer.add(i % KEYS, 1L); i++) {
                accepted.merge(i % KEYS, 1L, Long::sum);
            }
        }
        return accepted;
    }

    private void settle(
            MergingBuffer<Integer, Long> buffer, List<MergingBuffer.Taken<Integer, Long>> taken) {
        taken.forEach(each -> written.merge(each.key, each.value(), Long::sum));
        buffer.settle(taken);
    }
}
