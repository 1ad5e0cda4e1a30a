package dev.astir.app.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.astir.app.identity.HashQueue.Asker;
import dev.astir.app.web.ProblemException;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class HashQueueTest {

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final AtomicLong nanos = new AtomicLong();
    private final HashQueue queue = new HashQueue(registry, 4, nanos::get);
    private final ExecutorService people = Executors.newVirtualThreadPerTaskExecutor();
    private final CountDownLatch hashing = new CountDownLatch(1);
    private final AtomicInteger atOnce = new AtomicInteger();
    private final AtomicInteger mostAtOnce = new AtomicInteger();

    @AfterEach
    void close() {
        hashing.countDown();
        people.close();
        queue.close();
    }

    @Test
    void makesAsManyAtOnceAsHalfTheProcessors() throws Exception {
        List<Future<String>> waiting = ask(Asker.KNOWN, 2 * (1 + HashQueue.QUEUE));
        awaitAtOnce(2);
        hashing.countDown();

        for (Future<String> hash : waiting) {
            assertThat(hash.get(10, TimeUnit.SECONDS)).isEqualTo("hash");
        }
        assertThat(mostAtOnce).hasValue(2);
        assertThat(registry.counter("astir.password.hashes").count()).isEqualTo(waiting.size());
    }

    @Test
    void refusesWhomItHasNoPlaceForAndKeepsSomeForThoseItKnows() throws Exception {
        int places = 2 * (1 + HashQueue.QUEUE);
        List<Future<String>> waiting = new ArrayList<>(ask(Asker.STRANGER, places));
        Awaitility.await().until(() -> refused() == places - places * 3 / 4);

        assertThatThrownBy(() -> queue.refuseIfFull(Asker.STRANGER))
                .isInstanceOf(ProblemException.class);
        queue.refuseIfFull(Asker.KNOWN);
        double refused = refused();
        waiting.addAll(ask(Asker.KNOWN, places));
        Awaitility.await().until(() -> refused() - refused == places * 3 / 4);
        assertThatThrownBy(() -> queue.refuseIfFull(Asker.KNOWN))
                .isInstanceOf(ProblemException.class);
        hashing.countDown();

        long made = 0;
        for (Future<String> hash : waiting) {
            made += succeeded(hash) ? 1 : 0;
        }
        assertThat(made).isEqualTo(places);
        // All places are free again.
        assertThat(queue.make(Asker.STRANGER, () -> "later")).isEqualTo("later");
    }

    @Test
    void servesThoseItKnowsFirst() throws Exception {
        HashQueue one = new HashQueue(new SimpleMeterRegistry(), 1, nanos::get);
        List<Future<String>> waiting = new ArrayList<>();
        waiting.add(people.submit(() -> one.make(Asker.STRANGER, this::hash)));
        awaitAtOnce(1);
        List<String> served = Collections.synchronizedList(new ArrayList<>());
        for (Asker asker : List.of(Asker.STRANGER, Asker.KNOWN)) {
            int before = one.waiting();
            waiting.add(
                    people.submit(() ->
                            one.make(
                                    asker,
                                    () -> {
                                        served.add(asker.name());
                                        return "hash";
                                    })));
            Awaitility.await().until(() -> one.waiting() == before + 1);
        }
        hashing.countDown();

        for (Future<String> hash : waiting) {
            hash.get(10, TimeUnit.SECONDS);
        }
        one.close();
        assertThat(served).containsExactly("KNOWN", "STRANGER");
    }

    @Test
    void doesNotHashForThoseWhoWaitedForTooLong() throws Exception {
        List<Future<String>> hashed = ask(Asker.STRANGER, 2);
        awaitAtOnce(2);
        List<Future<String>> late = ask(Asker.STRANGER, 3);
        Awaitility.await().until(() -> queue.waiting() == 3);
        nanos.addAndGet(HashQueue.MAX_WAIT.plus(Duration.ofMillis(1)).toNanos());
        hashing.countDown();

        for (Future<String> hash : hashed) {
            assertThat(succeeded(hash)).isTrue();
        }
        for (Future<String> hash : late) {
            assertThat(succeeded(hash)).isFalse();
        }
        assertThat(registry.counter("astir.password.hashes").count()).isEqualTo(2);
    }

    @Test
    void aFailureIsTold() {
        assertThatThrownBy(() ->
                        queue.make(
                                Asker.KNOWN,
                                () -> {
                                    throw new IllegalArgumentException("planted");
                                }))
                .hasRootCauseMessage("planted");
    }

    private List<Future<String>> ask(Asker asker, int times) {
        List<Future<String>> asked = new ArrayList<>();
        for (int i = 0; i < times; i++) {
            asked.add(people.submit(() -> queue.make(asker, this::hash)));
        }
        return asked;
    }

    private String hash() {
        mostAtOnce.accumulateAndGet(atOnce.incrementAndGet(), Math::max);
        try {
            hashing.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        } finally {
            atOnce.decrementAndGet();
        }
        return "hash";
    }

    private void awaitAtOnce(int count) {
        Awaitility.await().until(() -> atOnce.get() == count);
    }

    private double refused() {
        return registry.counter("astir.password.hashes.refused").count();
    }

    private static boolean succeeded(Future<String> hash) throws Exception {
        try {
            hash.get(10, TimeUnit.SECONDS);
            return true;
        } catch (ExecutionException e) {
            assertThat(e).hasCauseInstanceOf(ProblemException.class);
            return false;
        }
    }
}
