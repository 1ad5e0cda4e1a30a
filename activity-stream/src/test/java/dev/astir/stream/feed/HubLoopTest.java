package dev.astir.stream.feed;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Whatever fails, and however, the hub goes on, and who waits hears of it. */
class HubLoopTest {
    private final HubLoop loop = new HubLoop();

    @AfterEach
    void close() {
        loop.close();
    }

    @Test
    void anErrorInAReadingIsAFailure() {
        CompletableFuture<Throwable> ofAFeed = new CompletableFuture<>();
        CompletableFuture<Throwable> ofAll = new CompletableFuture<>();

        loop.read("feed", HubLoopTest::fail, result -> {}, ofAFeed::complete);
        loop.readForAll(HubLoopTest::fail, result -> {}, ofAll::complete);

        for (CompletableFuture<Throwable> one : List.of(ofAFeed, ofAll)) {
            assertThat(one.orTimeout(20, TimeUnit.SECONDS).join())
                    .isInstanceOf(OutOfMemoryError.class);
        }
    }

    @Test
    void anErrorIsNotTheLastTurnOfATimer() throws Exception {
        CountDownLatch turns = new CountDownLatch(3);
        loop.every(
                Duration.ofMillis(1),
                () -> {
                    turns.countDown();
                    fail();
                });

        assertThat(turns.await(20, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void anErrorIsNotTheLastTaskOfAFeed() {
        CompletableFuture<String> next = new CompletableFuture<>();

        loop.post("feed", HubLoopTest::fail);
        loop.post("feed", () -> next.complete("done"));

        assertThat(next.orTimeout(20, TimeUnit.SECONDS).join()).isEqualTo("done");
    }

    private static Object fail() {
        throw new OutOfMemoryError("as if there were none");
    }
}
