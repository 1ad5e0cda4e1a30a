package dev.astir.tracker;

import java.time.Duration;

/**
 * What a {@link BatchFlusher} tells. What an implementation throws is logged and goes no further.
 *
 * @param <T> what is pending
 */
interface FlushEvents<T> {
    void flushed(int rows, Duration took);

    void failed(Throwable cause, int pending, Duration retryIn);

    void dropped(T one, DataRejectedException cause);

    /** Called once, by the thread that closes, or by the flush thread when that was asked to. */
    void closed(int lost);
}
