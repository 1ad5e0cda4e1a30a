package dev.astir.app.categories;

import io.micronaut.core.annotation.Introspected;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a change would have made of the last month. Immutable.
 *
 * @param totalSeconds how long was worked in all
 * @param changedSeconds how much of that would be in another category, or rated otherwise
 * @param items by application and site, the longest first
 * @param complete whether all that was used was looked at, and all that changes is among the items
 */
@Introspected
public record Preview(
        LocalDate from,
        LocalDate to,
        long totalSeconds,
        long changedSeconds,
        boolean complete,
        List<Item> items) {

    public Preview {
        items = List.copyOf(items);
    }

    /**
     * An application, and the site that was open in it.
     *
     * @param before null for no category
     * @param after null for no category
     */
    @Introspected
    public record Item(
            @Nullable String app,
            @Nullable String site,
            @Nullable Verdict before,
            @Nullable Verdict after,
            long seconds) {}

    /**
     * A category, and how the people's team rates it.
     *
     * @param categoryId null for one that is to be made
     */
    @Introspected
    public record Verdict(@Nullable UUID categoryId, String name, Rating rating) {}
}
