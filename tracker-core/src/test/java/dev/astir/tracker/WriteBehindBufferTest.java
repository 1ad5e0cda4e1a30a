package dev.astir.tracker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class WriteBehindBufferTest {
    private static final Duration LONG = Duration.ofSeconds(30);
    private static final Duration NEVER = Duration.ofHours(1);
    private static final int POISON = -1_000_000;

    private final Map<String, Integer> written = new ConcurrentHashMap<>();
    private final List<List<String>> batches = new CopyOnWriteArrayList<>();
    private final List<String> heard = new CopyOnWriteArrayList<>();
    private final SettableClock clock = new SettableClock();
    private volatile @Nullable Throwable failure;
    private @Nullable WriteBehindBuffer<String, Integer> open;

    private WriteBehindBuffer.Builder<String, Integer> builder() {
        return WriteBehindBuffer.<String, Integer>builder(Integer::sum, this::write)
                .flushInterval(NEVER)
                .shutdownTimeout(LONG)
                .clock(clock)
                .listener(new Listener());
    }

    private WriteBehindBuffer<String, Integer> build(
            WriteBehindBuffer.Builder<String, Integer> builder) {
        open = builder.build();
        return open;
    }

    private void write(Map<String, Integer> batch) throws Exception {
        if (failure instanceof Error error) {
            throw error;
        } else if (failure != null) {
            throw (Exception) failure;
        }
        if (batch.containsValue(POISON)) {
            throw new DataRejectedException("poison", new IllegalArgumentException());
        }
        batches.add(List.copyOf(batch.keySet()));
        batch.forEach((key, value) -> written.merge(key, value, Integer::sum));
    }

    private final class Listener implements WriteBehindListener<String, Integer> {
        @Override
        public void onFlush(int keys, Duration took) {
            heard.add("flush " + keys);
        }

        @Override
        public void onFailure(Throwable cause, int pending, Duration retryIn) {
            heard.add("failure " + cause.getMessage() + " " + pending);
        }

        @Override
        public void onDrop(String key, Integer value, DataRejectedException cause) {
            heard.add("drop " + key + " " + value);
        }

        @Override
        public void onClose(int lost) {
            heard.add("close " + lost);
        }
    }

    @AfterEach
    void close() {
        if (open != null) {
            open.close();
        }
    }

    @Test
    void writesTheMergedValueOfEachKeyOnce() {
        WriteBehindBuffer<String, Integer> buffer = build(builder());
        assertThat(buffer.add("a", 1)).isTrue();
        assertThat(buffer.add("b", 10)).isTrue();
        assertThat(buffer.add("a", 2)).isTrue();
        assertThat(buffer.stats().pending()).isEqualTo(2);

        assertThat(buffer.flush(LONG)).isTrue();
        assertThat(written).containsOnly(entry("a", 3), entry("b", 10));
        assertThat(buffer.flush(LONG)).isTrue();
        assertThat(heard).containsExactly("flush 2");
        assertThat(buffer.stats())
                .isEqualTo(
                        new WriteBehindStats(
                                0, 2, 1, 0, 0, buffer.stats().refused(), clock.instant()));
    }

    @Test
    void mergesTheOlderValueWithTheNewerAlsoWhenItComesBack() {
        AtomicReference<WriteBehindBuffer<String, String>> self = new AtomicReference<>();
        WriteBehindBuffer<String, String> buffer =
                WriteBehindBuffer.<String, String>builder(
                                (older, newer) -> older + newer,
                                batch -> {
                                    heard.add(batch.toString());
                                    if (heard.size() == 1) {
                                        self.get().add("a", "3");
                                        throw new IOException("away");
                                    }
                                })
                        .flushInterval(NEVER)
                        .build();
        self.set(buffer);
        buffer.add("a", "1");
        buffer.add("a", "2");
        assertThat(buffer.flush(LONG)).isTrue();
        buffer.close();

        assertThat(heard).containsExactly("{a=12}", "{a=123}");
    }

    @Test
    void flushesAtItsIntervalAndEarlyWhenEnoughKeysArePending() {
        WriteBehindBuffer<String, Integer> quick =
                build(builder().flushInterval(Duration.ofMillis(20)));
        quick.add("a", 1);
        await().until(() -> written.containsKey("a"));
        quick.close();

        WriteBehindBuffer<String, Integer> full = build(builder().maxBatchSize(2));
        full.add("b", 1);
        full.add("c", 1);
        await().until(() -> written.keySet().containsAll(List.of("b", "c")));
    }

    @Test
    void writesInItsOrderInBatchesOfAtMostAThousand() {
        WriteBehindBuffer<String, Integer> buffer =
                build(builder().maxBatchSize(10_000).order(Comparator.reverseOrder()));
        List<String> expected = new ArrayList<>();
        for (int i = 2_499; i >= 0; i--) {
            expected.add("key-%04d".formatted(i));
        }
        expected.forEach(key -> buffer.add(key, 1));

        assertThat(buffer.flush(LONG)).isTrue();
        assertThat(batches).extracting(List::size).allMatch(size -> size <= 1_000);
        assertThat(batches.stream().flatMap(List::stream)).containsExactlyElementsOf(expected);
    }

    @Test
    void keepsWhatCouldNotBeWrittenWithoutLosingOrRepeating() {
        WriteBehindBuffer<String, Integer> buffer = build(builder());
        failure = new IOException("away");
        buffer.add("a", 1);
        assertThat(buffer.flush(Duration.ofMillis(20))).isFalse();
        await().until(() -> buffer.stats().failures() > 0);
        buffer.add("a", 2);
        buffer.add("b", 5);
        failure = null;

        assertThat(buffer.flush(LONG)).isTrue();
        assertThat(written).containsOnly(entry("a", 3), entry("b", 5));
        assertThat(heard.get(0)).isEqualTo("failure away 1");
    }

    @Test
    void dropsOnlyTheKeyThatTheWriterRefuses() {
        WriteBehindBuffer<String, Integer> buffer = build(builder());
        for (int i = 0; i < 100; i++) {
            buffer.add("key-" + i, i == 37 ? POISON : 1);
        }

        assertThat(buffer.flush(LONG)).isTrue();
        assertThat(written).hasSize(99).doesNotContainKey("key-37");
        assertThat(heard).containsExactly("drop key-37 " + POISON, "flush 99");
        assertThat(buffer.stats().dropped()).isEqualTo(1);
        assertThat(buffer.stats().pending()).isZero();
    }

    @Test
    void refusesNewKeysWhenFullAndLetsKnownOnesGoOn() {
        WriteBehindBuffer<String, Integer> buffer = build(builder().maxPending(2));
        failure = new IOException("away");
        buffer.add("a", 1);
        buffer.add("b", 1);
        assertThat(buffer.flush(Duration.ofMillis(20))).isFalse(); // also while being written
        await().until(() -> buffer.stats().failures() > 0);

        assertThat(buffer.add("c", 1)).isFalse();
        assertThat(buffer.add("a", 1)).isTrue();
        assertThat(buffer.stats().refused()).containsEntry(Refusal.FULL, 1L);
        failure = null;
        assertThat(buffer.flush(LONG)).isTrue();
        assertThat(buffer.add("c", 1)).isTrue();
        assertThat(written).containsOnly(entry("a", 2), entry("b", 1));
    }

    @Test
    void letsKeysGoOnWhileTheyAreBeingWritten() throws Exception {
        CountDownLatch writing = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        WriteBehindBuffer<String, Integer> buffer =
                build(
                        WriteBehindBuffer.<String, Integer>builder(
                                        Integer::sum,
                                        batch -> {
                                            writing.countDown();
                                            goOn.await();
                                            write(batch);
                                        })
                                .flushInterval(NEVER)
                                .maxBatchSize(2)
                                .maxPending(2));
        buffer.add("a", 1);
        buffer.add("b", 1); // which wakes the flush
        assertThat(writing.await(30, TimeUnit.SECONDS)).isTrue();

        assertThat(buffer.add("a", 1)).isTrue();
        assertThat(buffer.add("c", 1)).isFalse();
        assertThat(buffer.stats().pending()).isEqualTo(2);
        goOn.countDown();
        assertThat(buffer.flush(LONG)).isTrue();
        assertThat(written).containsOnly(entry("a", 2), entry("b", 1));
        assertThat(buffer.stats().pending()).isZero();
    }

    @Test
    void refusesKeysOverWhichTheUsersPredicateFails() {
        WriteBehindBuffer<String, Integer> buffer =
                build(builder().accepts(key -> key.charAt(1) == 'b'));

        assertThat(buffer.add("a", 1)).isFalse();
        assertThat(buffer.add("ab", 1)).isTrue();
        assertThat(buffer.stats().refused()).containsEntry(Refusal.INVALID, 1L);
    }

    @Test
    void refusesNullAndKeysThatAreNotAccepted() {
        WriteBehindBuffer<String, Integer> buffer =
                build(builder().accepts(key -> key.startsWith("a")));

        assertThat(buffer.add(null, 1)).isFalse();
        assertThat(buffer.add("a", null)).isFalse();
        assertThat(buffer.add("b", 1)).isFalse();
        assertThat(buffer.add("a", 1)).isTrue();
        assertThat(buffer.stats().refused()).containsEntry(Refusal.INVALID, 3L);
    }

    @Test
    void writesWhatIsPendingWhenClosedAndRefusesAfterwards() {
        WriteBehindBuffer<String, Integer> buffer = build(builder());
        buffer.add("a", 1);
        buffer.close();
        buffer.close();

        assertThat(written).containsOnly(entry("a", 1));
        assertThat(buffer.add("a", 1)).isFalse();
        assertThat(buffer.flush(LONG)).isTrue();
        assertThat(heard).containsExactly("flush 1", "close 0");
        assertThat(buffer.stats().refused()).containsEntry(Refusal.CLOSED, 1L);
    }

    @Test
    void reportsWhatItCouldNotWriteBeforeTheShutdownTimeout() {
        WriteBehindBuffer<String, Integer> buffer =
                build(builder().shutdownTimeout(Duration.ofMillis(200)));
        failure = new IOException("away");
        buffer.add("a", 1);
        buffer.add("b", 1);
        buffer.close();

        assertThat(heard).endsWith("close 2");
    }

    @Test
    void closesWithoutEverHavingHadAnythingToDo() {
        WriteBehindBuffer<String, Integer> buffer = build(builder());
        assertThat(buffer.flush(Duration.ZERO)).isTrue();
        buffer.close();

        assertThat(buffer.add("a", 1)).isFalse();
        assertThat(heard).containsExactly("close 0");
    }

    @Test
    void survivesAnyThrowableOfTheWriter() {
        WriteBehindBuffer<String, Integer> buffer = build(builder());
        failure = new StackOverflowError("writer");
        buffer.add("a", 1);
        assertThat(buffer.flush(Duration.ofMillis(20))).isFalse();
        await().until(() -> buffer.stats().failures() > 0);
        failure = null;

        assertThat(buffer.flush(LONG)).isTrue();
        assertThat(written).containsOnly(entry("a", 1));
    }

    @Test
    void keepsTheValuesBeforeOneThatDoesNotMerge() {
        WriteBehindBuffer<String, Integer> buffer =
                build(
                        WriteBehindBuffer.<String, Integer>builder(Math::addExact, this::write)
                                .flushInterval(NEVER));
        buffer.add("a", Integer.MAX_VALUE);

        assertThatThrownBy(() -> buffer.add("a", 1)).isInstanceOf(ArithmeticException.class);
        assertThat(buffer.flush(LONG)).isTrue();
        assertThat(written).containsOnly(entry("a", Integer.MAX_VALUE));
    }

    @Test
    void namesTheSettingThatIsWrong() {
        assertThatThrownBy(() -> builder().flushInterval(Duration.ofDays(2)))
                .hasMessage("flushInterval must be from PT0.001S to PT24H, but is PT48H");
        assertThatThrownBy(() -> builder().maxPending(0))
                .hasMessage("maxPending must be at least 1, but is 0");
    }
}
