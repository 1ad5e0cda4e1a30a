package dev.astir.app.web;

import io.micronaut.core.annotation.Introspected;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A page of a list. Immutable.
 *
 * @param next cursor of the next page; null on the last one, and then written as {@code null}
 */
@Introspected
public record Page<T>(List<T> items, @Nullable String next) {

    /** How many items a page has at most. */
    public static final int MAX_LIMIT = 200;

    public Page {
        items = List.copyOf(items);
    }

    /** A list that is one page. */
    public static <T> Page<T> of(List<T> items) {
        return new Page<>(items, null);
    }

    /**
     * A page of what was found.
     *
     * @param found up to one more than the limit, which tells that there is a next page
     * @param cursor what a client sends to go on after an item
     */
    public static <T> Page<T> of(List<T> found, int limit, Function<T, String> cursor) {
        if (found.size() <= limit) {
            return of(found);
        }
        List<T> items = found.subList(0, limit);
        return new Page<>(items, cursor.apply(items.getLast()));
    }
}
