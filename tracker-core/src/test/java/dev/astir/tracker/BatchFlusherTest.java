package dev.astir.tracker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.lang.reflect.Proxy;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class BatchFlusherTest {
    private static final int PENDING = 2_500;

    private final MergingBuffer<Integer, Integer> buffer =
            new MergingBuffer<>(
                    (one, other) -> other,
                    key -> true,
                    Integer::compareTo,
                    PENDING,
                    Integer.MAX_VALUE,
                    () -> {});
    private final List<Integer> written = new ArrayList<>();
    private final List<Integer> flushes = new ArrayList<>();
    private final List<Integer> taken = new ArrayList<>();
    private boolean away = true;

    private final BatchFlusher<MergingBuffer.Taken<Integer, Integer>> flusher =
            new BatchFlusher<>(watched(), this::write, events(), Clock.systemUTC(), "numbers");

    @BeforeEach
    void fill() {
        for (int i = 0; i < PENDING; i++) {
            buffer.add(i, i);
        }
    }

    /** The buffer, of which is noted how much is taken at a time. */
    @SuppressWarnings("unchecked") // a proxy knows no type arguments
    private FlushSource<MergingBuffer.Taken<Integer, Integer>> watched() {
        return (FlushSource<MergingBuffer.Taken<Integer, Integer>>)
                Proxy.newProxyInstance(
                        FlushSource.class.getClassLoader(),
                        new Class<?>[] {FlushSource.class},
                        (proxy, method, arguments) -> {
                            Object result = method.invoke(buffer, arguments);
                            if (result instanceof List<?> some) {
                                taken.add(some.size());
                            }
                            return result;
                        });
    }

    private void write(List<MergingBuffer.Taken<Integer, Integer>> batch) throws IOException {
        if (away) {
            throw new IOException("away");
        }
        written.add(batch.size());
    }

    private FlushEvents<MergingBuffer.Taken<Integer, Integer>> events() {
        return new FlushEvents<>() {
            @Override
            public void flushed(int rows, Duration took) {
                flushes.add(rows);
            }

            @Override
            public void failed(Throwable cause, int pending, Duration retryIn) {}

            @Override
            public void dropped(
                    MergingBuffer.Taken<Integer, Integer> one, DataRejectedException cause) {}

            @Override
            public void closed(int lost) {}
        };
    }

    private void fail() {
        assertThatThrownBy(() -> flusher.flush(false)).isInstanceOf(IOException.class);
        flusher.failed(new IOException("away"), Duration.ZERO);
    }

    @Test
    void takesNoMoreThanABatchToSeeWhetherTheStoreIsBack() {
        fail();
        fail();
        fail();

        assertThat(taken)
                .containsExactly(PENDING, ActivityStore.MAX_BATCH, ActivityStore.MAX_BATCH);
        assertThat(buffer.pending()).isEqualTo(PENDING);
    }

    @Test
    void writesAllWhenTheStoreIsBack() throws Exception {
        fail();
        away = false;
        flusher.flush(false);

        assertThat(written).containsExactly(1_000, 1_000, 500);
        assertThat(flushes).containsExactly(PENDING);
        assertThat(buffer.pending()).isZero();
    }
}
