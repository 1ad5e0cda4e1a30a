package dev.astir.app.clients;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Which clients are asked for. Immutable.
 *
 * @param kind of this kind alone; null for all
 * @param silent silent ones alone, or all others; null for all
 * @param search a part of the name or its owner's, in lower case; null for all
 */
record ClientFilter(@Nullable String kind, @Nullable Boolean silent, @Nullable String search) {

    /** All of them. */
    static final ClientFilter NONE = new ClientFilter(null, null, null);

    /** As somebody types it. */
    static ClientFilter of(@Nullable String kind, @Nullable String silent, @Nullable String q) {
        String search = q == null ? "" : q.strip().toLowerCase(Locale.ROOT);
        return new ClientFilter(
                kind,
                silent == null ? null : Boolean.valueOf(silent),
                search.isEmpty() ? null : search);
    }
}
