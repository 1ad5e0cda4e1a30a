package dev.astir.app.privacy;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One kind of what is kept of somebody, page by page. Implementations block, and are thread-safe.
 */
interface StoredKind {

    /** As a copy of the data calls it. */
    String name();

    /** What each row has, in order. */
    List<String> columns();

    /**
     * Rows as texts, numbers, booleans, lists of texts, {@link Json}, and nulls.
     *
     * @param next the cursor of the page after this one, or null at the end
     */
    record Rows(List<List<@Nullable Object>> rows, @Nullable Object next) {}

    /** A value that is JSON already. */
    record Json(String text) {
        @Override
        public String toString() {
            return text;
        }
    }

    /**
     * A page of rows.
     *
     * @param after {@link Rows#next()} of the page before, or null for the first page
     */
    Rows page(@Nullable Object after);
}
