package dev.astir.stream;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A part of what somebody left in a feed. Immutable.
 *
 * @param items oldest first
 * @param next the cursor of the page after this one, or null at the end
 */
public record ActorPage<T>(List<T> items, @Nullable String next) {

    public ActorPage {
        items = List.copyOf(items);
    }
}
