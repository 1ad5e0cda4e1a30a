package dev.astir.tracker;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** New clients, recorded by threads that begin before the buffer closes and end afterwards. */
class SightingBufferClosingTest {
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final AtomicInteger asked = new AtomicInteger();
    private final List<CountDownLatch> goOn = List.of(new CountDownLatch(1), new CountDownLatch(1));
    private final List<CountDownLatch> arrived =
            List.of(new CountDownLatch(1), new CountDownLatch(1));

    /** What runs on the thread that has just put a new client. */
    private final AtomicReference<Runnable> whenPut = new AtomicReference<>(() -> {});

    private final SightingBuffer buffer =
            new SightingBuffer(10, 0, 1, this::valid, () -> whenPut.get().run());

    private boolean valid(String id) {
        int nth = asked.getAndIncrement();
        arrived.get(nth).countDown();
        await(goOn.get(nth));
        return true;
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(60, SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @AfterEach
    void stop() {
        threads.shutdownNow();
    }

    private void closeAndRetire() {
        buffer.close();
        assertThat(buffer.take(true)).isEmpty();
        assertThat(buffer.retire()).isTrue();
    }

    @Test
    void acceptsNothingFromThoseWhoSeeAClientThatIsPutTooLate() throws Exception {
        List<Boolean> answers = new CopyOnWriteArrayList<>();
        whenPut.set(() -> answers.add(buffer.record("a", 1)));
        Future<Boolean> first = threads.submit(() -> buffer.record("a", 1));
        await(arrived.get(0));
        closeAndRetire();
        goOn.get(0).countDown();
        answers.add(first.get(60, SECONDS));

        assertThat(answers).as("accepted, and never stored").containsOnly(false);
    }

    @Test
    void acceptsNothingFromTwoThatPutTheSameClientTooLate() throws Exception {
        List<Future<Boolean>> answers = new ArrayList<>();
        answers.add(threads.submit(() -> buffer.record("a", 1)));
        await(arrived.get(0));
        answers.add(threads.submit(() -> buffer.record("a", 2)));
        await(arrived.get(1));
        whenPut.set(() -> {
            goOn.get(1).countDown();
            try {
                answers.get(1).get(60, SECONDS);
            } catch (Exception e) {
                throw new AssertionError(e);
            }
        });
        closeAndRetire();
        goOn.get(0).countDown();
        boolean first = answers.get(0).get(60, SECONDS);
        goOn.get(1).countDown();
        boolean second = answers.get(1).get(60, SECONDS);

        assertThat(List.of(first, second)).as("accepted, and never stored").containsOnly(false);
    }
}
