package dev.astir.tracker;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.astir.tracker.SightingBuffer.Taken;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Counted races: what was accepted against what was stored. */
class SightingBufferRaceTest {
    private static final int WRITERS = 2;
    private static final int CLIENTS = 16;
    private static final long RECORDS = 20_000_000;
    private static final int ROUNDS = 20_000;
    private static final String[] IDS =
            IntStream.range(0, CLIENTS).mapToObj(i -> "client-" + i).toArray(String[]::new);
    private static final int YIELD_EVERY = 1_000;
    private static final int CLOSINGS = 20_000;
    private static final int LATE_WRITERS = 2;
    private static final int LATE_RECORDS = 1_000;

    private final ExecutorService threads = Executors.newCachedThreadPool();

    /** Time that moves with each call, so that each record is a change. */
    private final AtomicLong time = new AtomicLong();

    /** What has been stored. */
    private final Map<String, Long> stored = new HashMap<>();

    @AfterEach
    void stop() {
        threads.shutdownNow();
    }

    /**
     * With half as many places as clients, and flushes that fail in whole and in part. In many
     * short rounds, because a lost sighting is seen only when no later one of its client covers it.
     */
    @Test
    void storesTheLatestOfAllThatWasAcceptedWhileClientsAreEvicted() throws Exception {
        SightingBuffer buffer =
                new SightingBuffer(CLIENTS / 2, 0, Integer.MAX_VALUE, id -> true, () -> {});
        long[][] accepted = new long[WRITERS][CLIENTS]; // published by the end of writing
        AtomicInteger writing = new AtomicInteger();
        CyclicBarrier start = new CyclicBarrier(WRITERS + 1, () -> writing.set(WRITERS));
        List<Future<Long>> writers = new ArrayList<>();
        for (int i = 0; i < WRITERS; i++) {
            int writer = i;
            writers.add(
                    threads.submit(() -> write(buffer, writer, accepted[writer], start, writing)));
        }
        Random random = new Random(1);
        for (int round = 0; round < ROUNDS; round++) {
            start.await(60, SECONDS);
            while (writing.get() > 0) {
                List<Taken> taken =
                        random.nextBoolean()
                                ? buffer.take(false)
                                : buffer.takeSome(1 + random.nextInt(CLIENTS));
                int settled = random.nextInt(taken.size() + 1);
                settle(buffer, taken.subList(0, settled));
                buffer.restore(taken.subList(settled, taken.size()));
            }
            // Nobody is halfway through anything now, so that what is dirty is listed.
            settle(buffer, buffer.take(false));
            for (int i = 0; i < CLIENTS; i++) {
                int client = i;
                long expected =
                        Arrays.stream(accepted).mapToLong(each -> each[client]).max().orElseThrow();
                if (expected > 0 && stored.getOrDefault(IDS[client], 0L) != expected) {
                    assertThat(stored).as("round %d", round).containsEntry(IDS[client], expected);
                }
            }
        }
        long records = 0;
        for (Future<Long> writer : writers) {
            records += writer.get(60, SECONDS);
        }

        assertThat(records).isEqualTo(RECORDS);
        assertThat(stored).as("clients, some of them evicted").hasSizeGreaterThan(CLIENTS / 2);
        assertThat(buffer.refused(Refusal.FULL)).isPositive();
        assertThat(buffer.pending()).isZero();
    }

    private long write(
            SightingBuffer buffer,
            int seed,
            long[] accepted,
            CyclicBarrier start,
            AtomicInteger writing)
            throws Exception {
        SplittableRandom random = new SplittableRandom(seed);
        long records = 0;
        for (int round = 0; round < ROUNDS; round++) {
            start.await(60, SECONDS);
            for (int i = 0; i < RECORDS / ROUNDS / WRITERS; i++) {
                int client = random.nextInt(CLIENTS);
                long now = time.incrementAndGet();
                if (buffer.record(IDS[client], now)) {
                    accepted[client] = now;
                }
                records++;
            }
            writing.decrementAndGet();
        }
        return records;
    }

    /** One client, again and again seen just while it is being taken. */
    @Test
    void takesWithTheNextFlushWhateverIsSeenDuringThisOne() throws Exception {
        SightingBuffer buffer = new SightingBuffer(1, 0, 2, id -> true, () -> {});
        AtomicLong flushes = new AtomicLong();
        AtomicLong storedTime = new AtomicLong();
        Future<Long> writer = threads.submit(() -> firstMissed(buffer, flushes, storedTime));
        while (!writer.isDone()) {
            List<Taken> taken = buffer.take(false);
            taken.forEach(each -> storedTime.set(each.seenMillis()));
            buffer.settle(taken);
            if (flushes.incrementAndGet() % YIELD_EVERY == 0) {
                Thread.yield();
            }
        }

        assertThat(writer.get()).as("sighting that the next flush did not take").isNull();
    }

    private static @Nullable Long firstMissed(
            SightingBuffer buffer, AtomicLong flushes, AtomicLong storedTime) {
        long end = System.nanoTime() + Duration.ofSeconds(2).toNanos();
        for (long now = 2; System.nanoTime() < end; now += 2) {
            buffer.record("a", now - 1); // puts it up to be taken
            buffer.record("a", now);
            long flushesBefore = flushes.get();
            long flushesNow = flushesBefore;
            for (int spins = 1; storedTime.get() < now; spins++) {
                if (flushesNow >= flushesBefore + 2) { // the second one began after the record
                    return now;
                }
                if (spins % YIELD_EVERY == 0) {
                    Thread.yield();
                }
                flushesNow = flushes.get();
            }
        }
        return null;
    }

    /**
     * Many short lives, because what could go wrong takes a few instructions of each, and writers
     * that are all after the same new client.
     */
    @Test
    void storesAllThatWasAcceptedBeforeItWasClosed() throws Exception {
        long[][] accepted = new long[LATE_WRITERS][CLIENTS]; // published by the end of a round
        AtomicReference<SightingBuffer> current = new AtomicReference<>();
        CyclicBarrier start = new CyclicBarrier(LATE_WRITERS + 1);
        CyclicBarrier end = new CyclicBarrier(LATE_WRITERS + 1);
        List<Future<?>> writers = new ArrayList<>();
        for (long[] own : accepted) {
            writers.add(threads.submit(() -> writeUntilClosed(current, own, start, end)));
        }
        Random random = new Random(1);
        for (int round = 0; round < CLOSINGS; round++) {
            SightingBuffer buffer = new SightingBuffer(CLIENTS, 0, CLIENTS, id -> true, () -> {});
            stored.clear();
            current.set(buffer);
            start.await(60, SECONDS);
            for (int i = random.nextInt(300); i > 0; i--) {
                Thread.onSpinWait();
            }
            buffer.close();
            settle(buffer, buffer.take(true));
            while (!buffer.retire()) {
                Thread.yield(); // to a writer that is halfway through something
                settle(buffer, buffer.take(true));
            }
            end.await(60, SECONDS);
            Map<String, Long> expected = new HashMap<>();
            for (long[] own : accepted) {
                for (int i = 0; i < CLIENTS; i++) {
                    if (own[i] > 0) {
                        expected.merge(IDS[i], own[i], Math::max);
                    }
                    own[i] = 0;
                }
            }
            if (!stored.equals(expected)) {
                assertThat(stored).as("round %d", round).isEqualTo(expected);
            }
        }
        for (Future<?> writer : writers) {
            writer.get(60, SECONDS);
        }
    }

    /** All write the same clients at the same times, in the same order. */
    private static @Nullable Void writeUntilClosed(
            AtomicReference<SightingBuffer> current,
            long[] accepted,
            CyclicBarrier start,
            CyclicBarrier end)
            throws Exception {
        for (int round = 0; round < CLOSINGS; round++) {
            start.await(60, SECONDS);
            SightingBuffer buffer = current.get();
            boolean open = true;
            for (int now = 1; open && now < LATE_RECORDS; now++) {
                int client = now % CLIENTS;
                open = buffer.record(IDS[client], now);
                if (open) {
                    accepted[client] = now;
                }
            }
            end.await(60, SECONDS);
        }
        return null;
    }

    private void settle(SightingBuffer buffer, List<Taken> taken) {
        taken.forEach(each -> stored.merge(each.cell().id, each.seenMillis(), Math::max));
        buffer.settle(taken);
    }
}
