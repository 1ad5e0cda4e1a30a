package dev.astir.tracker;

import java.time.Duration;

/**
 * Observes what a {@link WriteBehindBuffer} does. Each method does nothing unless overridden.
 *
 * <p>All methods are called on the buffer's flush thread, except {@link #onClose}, which the thread
 * calls that closes the buffer. They may call the buffer: flushing there returns false, and closing
 * does not wait. A slow listener delays flushes, never additions. What a listener throws is logged
 * and has no other effect.
 *
 * @param <K> the buffer's keys
 * @param <V> the buffer's values
 */
public interface WriteBehindListener<K, V> {

    /**
     * A flush has written all that was pending. Not called when nothing was.
     *
     * @param keys how many keys were written
     * @param took how long the flush took
     */
    default void onFlush(int keys, Duration took) {}

    /**
     * A flush failed. What it could not write stays pending.
     *
     * @param cause what the writer threw
     * @param pending how many keys are pending
     * @param retryIn when the next attempt will be
     */
    default void onFailure(Throwable cause, int pending, Duration retryIn) {}

    /** The writer refused one key for its content. It is dropped, the others are written. */
    default void onDrop(K key, V value, DataRejectedException cause) {}

    /**
     * The buffer has closed. Called once.
     *
     * @param lost how many keys could not be written before the shutdown timeout
     */
    default void onClose(int lost) {}
}
