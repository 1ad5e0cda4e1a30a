package dev.astir.app.system;

import io.micronaut.serde.annotation.Serdeable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A page of a list. Immutable.
 *
 * @param next cursor of the next page; null on the last one, and then written as {@code null}
 */
@Serdeable
public record Listing<T>(List<T> items, @Nullable String next) {

    public Listing {
        items = List.copyOf(items);
    }

    /** A list that is one page. */
    public static <T> Listing<T> of(List<T> items) {
        return new Listing<>(items, null);
    }
}
