package dev.astir.app.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
    private final AtomicInteger names = new AtomicInteger();
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
        List<Future<String>> waiting = ask(true, 2 * (1 + HashQueue.QUEUE));
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
        List<Future<String>> waiting = new ArrayList<>(ask(false, places));
        Awaitility.await().until(() -> refused() == places - places * 3 / 4);

        assertThatThrownBy(() -> queue.refuseIfFull(another(false)))
                .isInstanceOf(ProblemException.class);
        queue.refuseIfFull(another(true));
        double refused = refused();
        waiting.addAll(ask(true, places));
        Awaitility.await().until(() -> refused() - refused == places * 3 / 4);
        assertThatThrownBy(() -> queue.refuseIfFull(another(true)))
                .isInstanceOf(ProblemException.class);
        hashing.countDown();

        long made = 0;
        for (Future<String> hash : waiting) {
            made += succeeded(hash) ? 1 : 0;
        }
        assertThat(made).isEqualTo(places);
        // All places are free again.
        assertThat(queue.make(another(false), () -> "later")).isEqualTo("later");
    }

    @Test
    void servesThoseItKnowsFirst() throws Exception {
        HashQueue one = new HashQueue(new SimpleMeterRegistry(), 1, nanos::get);
        List<Future<String>> waiting = new ArrayList<>();
        waiting.add(people.submit(() -> one.make(another(false), this::hash)));
        awaitAtOnce(1);
        List<String> served = Collections.synchronizedList(new ArrayList<>());
        for (boolean isKnown : List.of(false, true)) {
            int before = one.waiting();
            waiting.add(
                    people.submit(() ->
                            one.make(
                                    another(isKnown),
                                    () -> {
                                        served.add(isKnown ? "known" : "stranger");
                                        return "hash";
                                    })));
            Awaitility.await().until(() -> one.waiting() == before + 1);
        }
        hashing.countDown();

        for (Future<String> hash : waiting) {
            hash.get(10, TimeUnit.SECONDS);
        }
        one.close();
        assertThat(served).containsExactly("known", "stranger");
    }

    @Test
    void doesNotHashForThoseWhoWaitedForTooLong() throws Exception {
        List<Future<String>> hashed = ask(false, 2);
        awaitAtOnce(2);
        List<Future<String>> late = ask(false, 3);
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
                                another(true),
                                () -> {
                                    throw new IllegalArgumentException("planted");
                                }))
                .hasRootCauseMessage("planted");
    }

    /** Who knows a password may use it as often as they like, all at once, and at many places. */
    @Test
    void oneAccountHasAQuarterOfIt() throws Exception {
        int places = 2 * (1 + HashQueue.QUEUE);
        List<Future<String>> waiting = new ArrayList<>();
        for (int i = 0; i < places; i++) {
            Asker account = new Asker(true, "account", "203.0.113." + i);
            waiting.add(people.submit(() -> queue.make(account, this::hash)));
        }
        Awaitility.await().until(() -> refused() == places - places / HashPlaces.SHARES);

        assertThatThrownBy(() -> queue.refuseIfFull(Asker.known("account")))
                .isInstanceOf(ProblemException.class);
        waiting.addAll(ask(false, places / 2));
        awaitWaiting(places / HashPlaces.SHARES + places / 2 - 2);
        hashing.countDown();

        long made = 0;
        for (Future<String> hash : waiting) {
            made += succeeded(hash) ? 1 : 0;
        }
        assertThat(made).isEqualTo(places / HashPlaces.SHARES + places / 2);
        assertThat(queue.make(Asker.known("account"), () -> "later")).isEqualTo("later");
    }

    /** Accounts are cheap: whoever has an organization makes as many as they like. */
    @Test
    void oneAddressHasAQuarterForStrangersAndHalfWithAccounts() {
        HashPlaces places = new HashPlaces(40);
        for (int i = 0; i < 10; i++) {
            assertThat(places.take(new Asker(false, "stranger " + i, "203.0.113.7"))).isTrue();
        }
        assertThat(places.take(new Asker(false, "stranger", "203.0.113.7"))).isFalse();
        for (int i = 0; i < 10; i++) {
            assertThat(places.take(new Asker(true, "account " + i, "203.0.113.7"))).isTrue();
        }
        assertThat(places.take(new Asker(true, "account", "203.0.113.7"))).isFalse();

        assertThat(places.take(new Asker(true, "account", "203.0.113.8"))).isTrue();
        assertThat(places.take(new Asker(true, "another account", null))).isTrue();
        places.giveBack(new Asker(false, "stranger 3", "203.0.113.7"));
        assertThat(places.take(new Asker(true, "account 3", "203.0.113.7"))).isTrue();
    }

    private List<Future<String>> ask(boolean isKnown, int times) {
        List<Future<String>> asked = new ArrayList<>();
        for (int i = 0; i < times; i++) {
            asked.add(people.submit(() -> queue.make(another(isKnown), this::hash)));
        }
        return asked;
    }

    private Asker another(boolean isKnown) {
        return new Asker(isKnown, "somebody " + names.incrementAndGet(), null);
    }

    private void awaitWaiting(int count) {
        Awaitility.await().until(() -> queue.waiting() == count);
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
