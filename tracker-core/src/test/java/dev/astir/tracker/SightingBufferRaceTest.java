package dev.astir.tracker;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.astir.tracker.SightingBuffer.Taken;
import java.time.Duration;
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
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

/** Counted races: what was accepted against what was stored. */
class SightingBufferRaceTest {
    private static final int WRITERS = 4;
    private static final int CLIENTS = 64;
    private static final int FLUSHES = 5_000;
    private static final int YIELD_EVERY = 1_000;
    private static final int CLOSINGS = 20_000;

    private final ExecutorService threads = Executors.newFixedThreadPool(WRITERS);

    /** Time that moves with each call, so that each record is a change. */
    private final AtomicLong time = new AtomicLong();

    /** What has been stored. */
    private final Map<String, Long> stored = new HashMap<>();

    @AfterEach
    void stop() {
        threads.shutdownNow();
    }

    /** With half as many places as clients, and flushes that fail in whole and in part. */
    @RepeatedTest(3)
    void storesTheLatestOfAllThatWasAcceptedWhileClientsAreEvicted() throws Exception {
        SightingBuffer buffer =
                new SightingBuffer(CLIENTS / 2, 0, Integer.MAX_VALUE, id -> true, () -> {});
        AtomicBoolean flushing = new AtomicBoolean(true);
        List<Future<Map<String, Long>>> writers = new ArrayList<>();
        for (int i = 0; i < WRITERS; i++) {
            int seed = i;
            writers.add(threads.submit(() -> write(buffer, seed, flushing)));
        }
        Random random = new Random(1);
        for (int flushes = 0; flushes < FLUSHES; ) {
            List<Taken> taken = buffer.take(false);
            flushes += taken.isEmpty() ? 0 : 1; // else the writers are waiting for a processor
            int settled = random.nextInt(taken.size() + 1);
            settle(buffer, taken.subList(0, settled));
            buffer.restore(taken.subList(settled, taken.size()));
        }
        flushing.set(false);
        Map<String, Long> accepted = new HashMap<>();
        for (Future<Map<String, Long>> writer : writers) {
            writer.get(60, SECONDS).forEach((id, seen) -> accepted.merge(id, seen, Math::max));
        }

        // Nobody is halfway through anything now, so that what is dirty is listed.
        settle(buffer, buffer.take(false));
        assertThat(stored).isEqualTo(accepted);
        assertThat(accepted).as("clients, some of them evicted").hasSizeGreaterThan(CLIENTS / 2);
        assertThat(buffer.pending()).isZero();
    }

    /** The latest accepted time of each client. */
    private Map<String, Long> write(SightingBuffer buffer, int seed, AtomicBoolean flushing) {
        SplittableRandom random = new SplittableRandom(seed);
        Map<String, Long> accepted = new HashMap<>();
        while (flushing.get()) {
            String id = "client-" + random.nextInt(CLIENTS);
            long now = time.incrementAndGet();
            if (buffer.record(id, now)) {
                accepted.put(id, now);
            }
        }
        return accepted;
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

    /** Many short lives, because what could go wrong takes a few instructions of each. */
    @Test
    void storesAllThatWasAcceptedBeforeItWasClosed() throws Exception {
        SightingBuffer[] buffers = new SightingBuffer[CLOSINGS];
        for (int i = 0; i < CLOSINGS; i++) {
            buffers[i] = new SightingBuffer(1_000, 0, 1_000, id -> true, () -> {});
        }
        CyclicBarrier start = new CyclicBarrier(2);
        Future<Map<String, Long>> writer = threads.submit(() -> writeUntilClosed(buffers, start));
        for (SightingBuffer buffer : buffers) {
            start.await(60, SECONDS);
            buffer.close();
            do {
                settle(buffer, buffer.take(true));
            } while (!buffer.retire());
        }

        // One that is refused at the last moment may be stored nevertheless.
        Map<String, Long> accepted = writer.get(60, SECONDS);
        accepted.entrySet().removeAll(stored.entrySet());
        assertThat(accepted).as("accepted, and not stored").isEmpty();
    }

    /** All that was accepted: a new client each time, and the one before once more. */
    private Map<String, Long> writeUntilClosed(SightingBuffer[] buffers, CyclicBarrier start)
            throws Exception {
        Map<String, Long> accepted = new HashMap<>();
        long now = 0;
        for (SightingBuffer buffer : buffers) {
            String id = "client-" + now;
            start.await(60, SECONDS);
            while (buffer.record(id, ++now)) {
                accepted.put(id, now);
                if (now % 2 == 0) {
                    id = "client-" + now;
                }
            }
        }
        return accepted;
    }

    private void settle(SightingBuffer buffer, List<Taken> taken) {
        taken.forEach(each -> stored.merge(each.cell().id, each.seenMillis(), Math::max));
        buffer.settle(taken);
    }
}
