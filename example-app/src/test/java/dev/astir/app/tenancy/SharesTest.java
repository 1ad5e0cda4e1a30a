package dev.astir.app.tenancy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class SharesTest {

    private static final Duration LONG = Duration.ofMinutes(1);

    private final List<String> turns = Collections.synchronizedList(new ArrayList<>());

    private Thread wait(Shares shares, String owner) {
        Thread thread =
                Thread.startVirtualThread(() -> {
                    if (shares.take(owner)) {
                        turns.add(owner);
                    }
                });
        await().until(() -> thread.getState() == Thread.State.TIMED_WAITING);
        return thread;
    }

    @Test
    void nobodyHasAll() {
        Shares shares = new Shares(4, 3, 10, Duration.ZERO);

        assertThat(List.of(shares.take("a"), shares.take("a"), shares.take("a")))
                .containsOnly(true);
        assertThat(shares.take("a")).isFalse();
        assertThat(shares.take("b")).isTrue();
        assertThat(shares.take("c")).isFalse();

        shares.giveBack("a");
        assertThat(shares.take("a")).isTrue();
    }

    @Test
    void thoseWhoWaitCanBeSentAwayAndOthersComeAfterThem() throws InterruptedException {
        Shares shares = new Shares(1, 1, 10, LONG);
        assertThat(shares.take("a")).isTrue();
        Thread one = wait(shares, "a");
        Thread two = wait(shares, "b");
        assertThat(shares.waiting()).isEqualTo(2);

        shares.sendAway();

        one.join();
        two.join();
        assertThat(turns).isEmpty();
        assertThat(shares.waiting()).isZero();
        shares.giveBack("a");
        assertThat(shares.take("c")).isTrue();
    }

    @Test
    void thoseWhoWaitTakeTurns() throws InterruptedException {
        Shares shares = new Shares(1, 1, 10, LONG);
        assertThat(shares.take("a")).isTrue();
        List<Thread> threads = new ArrayList<>();
        for (String owner : List.of("a", "a", "a", "b", "b", "c")) {
            threads.add(wait(shares, owner));
        }

        for (int turn = 0; turn < threads.size(); turn++) {
            int taken = turn + 1;
            shares.giveBack(turn == 0 ? "a" : turns.get(turn - 1));
            await().until(() -> turns.size() == taken);
        }

        assertThat(turns).containsExactly("a", "b", "c", "a", "b", "a");
        for (Thread thread : threads) {
            thread.join();
        }
    }

    @Test
    void onlySoManyOfOneWait() throws InterruptedException {
        Shares shares = new Shares(1, 1, 1, LONG);
        assertThat(shares.take("a")).isTrue();
        Thread first = wait(shares, "a");

        assertThat(shares.take("a")).isFalse();
        Thread other = wait(shares, "b");

        shares.giveBack("a");
        first.join();
        shares.giveBack("a");
        other.join();
        assertThat(turns).containsExactly("a", "b");
    }

    @Test
    void whoIsInterruptedWaitsNoMore() throws InterruptedException {
        Shares shares = new Shares(1, 1, 10, LONG);
        assertThat(shares.take("a")).isTrue();
        Thread waiting = wait(shares, "b");

        waiting.interrupt();
        waiting.join();
        shares.giveBack("a");

        assertThat(turns).isEmpty();
        assertThat(shares.take("c")).isTrue();
    }

    /** Whatever the threads do, no more is taken than there is, and nothing is lost. */
    @Test
    void nothingIsTakenTwiceOrLost() throws InterruptedException {
        int all = 3;
        Shares shares = new Shares(all, 2, 100, Duration.ofNanos(1));
        AtomicInteger taken = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        CountDownLatch done = new CountDownLatch(16);
        for (int thread = 0; thread < 16; thread++) {
            String owner = "owner-" + thread % 4;
            Thread.startVirtualThread(() -> {
                for (int round = 0; round < 2_000; round++) {
                    if (shares.take(owner)) {
                        most.accumulateAndGet(taken.incrementAndGet(), Math::max);
                        if (ThreadLocalRandom.current().nextBoolean()) {
                            Thread.yield();
                        }
                        taken.decrementAndGet();
                        shares.giveBack(owner);
                    }
                }
                done.countDown();
            });
        }
        done.await();

        assertThat(most.get()).isBetween(1, all);
        assertThat(shares.take("a")).isTrue();
        assertThat(shares.take("b")).isTrue();
        assertThat(shares.take("c")).isTrue();
        assertThat(shares.take("d")).isFalse();
    }
}
