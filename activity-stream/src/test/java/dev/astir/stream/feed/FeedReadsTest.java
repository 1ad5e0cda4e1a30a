package dev.astir.stream.feed;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class FeedReadsTest {
    /** What the threads were given; each of them runs when the test says so. */
    private final Deque<Runnable> threads = new ArrayDeque<>();

    private final FeedReads reads = new FeedReads(threads::add, 4);
    private final List<String> done = new ArrayList<>();

    @Test
    void oneFeedNeverHasAllThreads() {
        for (int i = 0; i < 100; i++) {
            offer("busy");
        }
        assertThat(threads).hasSize(3);

        offer("quiet");

        assertThat(threads).hasSize(4);
        threads.removeLast().run();
        assertThat(done).containsExactly("quiet");
    }

    @Test
    void feedsTakeTurns() {
        for (int i = 0; i < 10; i++) {
            offer("a");
        }
        for (int i = 0; i < 2; i++) {
            offer("b");
            offer("c");
        }

        while (!threads.isEmpty()) {
            threads.remove().run();
        }

        assertThat(done).hasSize(14);
        assertThat(done.subList(0, 9)).contains("b", "c");
        assertThat(done.lastIndexOf("b")).isLessThan(9);
        assertThat(done.lastIndexOf("c")).isLessThan(9);
    }

    @Test
    void refusesAFeedThatHasTooMuchWaiting() {
        int most = FeedReads.MOST_WAITING + 3;
        for (int i = 0; i < most; i++) {
            assertThat(offer("busy")).isTrue();
        }

        assertThat(offer("busy")).isFalse();
        assertThat(offer("quiet")).isTrue();
    }

    @Test
    void blockedReadingsOfAFeedKeepNeitherAnotherNorTheHubItselfWaiting() throws Exception {
        CountDownLatch gate = new CountDownLatch(1);
        try (HubLoop loop = new HubLoop()) {
            for (int i = 0; i < 100; i++) {
                loop.read("busy", () -> wait(gate), done::add, failure -> {});
            }
            CompletableFuture<String> quiet = new CompletableFuture<>();
            CompletableFuture<String> upkeep = new CompletableFuture<>();
            loop.read("quiet", () -> "quiet", quiet::complete, quiet::completeExceptionally);
            loop.readForAll(() -> "upkeep", upkeep::complete, upkeep::completeExceptionally);

            assertThat(quiet).succeedsWithin(Duration.ofSeconds(20)).isEqualTo("quiet");
            assertThat(upkeep).succeedsWithin(Duration.ofSeconds(20)).isEqualTo("upkeep");
            assertThat(done).isEmpty();
            gate.countDown();
        }
    }

    private static String wait(CountDownLatch gate) throws InterruptedException {
        gate.await();
        return "busy";
    }

    private boolean offer(String feed) {
        return reads.offer(feed, () -> done.add(feed));
    }
}
