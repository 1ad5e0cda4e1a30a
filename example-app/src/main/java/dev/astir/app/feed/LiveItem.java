package dev.astir.app.feed;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An item of a live channel. Immutable.
 *
 * @param id which item of the channel it is
 * @param body what is sent, as JSON of this value
 * @param audience who may see it; empty for everybody in the organization
 * @param looks subscribers are told of a change only if this is another value; null for the body
 * @param isLast whether it is told once more, and then gone
 */
public record LiveItem(
        String id, Object body, Set<String> audience, @Nullable Object looks, boolean isLast) {

    public LiveItem {
        audience = Set.copyOf(audience);
    }

    /** An item that looks as its body is. */
    public LiveItem(String id, Object body, Set<String> audience) {
        this(id, body, audience, null, false);
    }

    /** An item for everybody in the organization. */
    public static LiveItem forEverybody(String id, Object body) {
        return new LiveItem(id, body, Set.of());
    }

    /** The same; when only something else than this changes in its body, nobody is told. */
    public LiveItem looking(Object other) {
        return new LiveItem(id, body, audience, other, isLast);
    }

    /** The same, told for the last time. */
    public LiveItem last() {
        return new LiveItem(id, body, audience, looks, true);
    }
}
