package dev.astir.stream;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What became of a change. Immutable.
 *
 * @param <T> what was changed
 */
public sealed interface Outcome<T> {

    /**
     * It is as the caller wanted it.
     *
     * @param value what was changed, after the change; what was deleted, as it was before
     * @param position where the last change of the event stands
     * @param isChanged false if it was like that before, so that nothing was stored
     */
    record Done<T>(T value, StreamPosition position, boolean isChanged) implements Outcome<T> {}

    /** There is no such thing in the feed, or the reader may not see it. */
    record NotFound<T>() implements Outcome<T> {}

    /**
     * It is somebody else's, see {@link Editor#author}.
     *
     * @param authorId who wrote it; null is the system
     */
    record Forbidden<T>(@Nullable String authorId) implements Outcome<T> {}

    /** What was changed, if it is as the caller wanted it. */
    default Optional<T> toOptional() {
        return this instanceof Done<T> done ? Optional.of(done.value()) : Optional.empty();
    }
}
