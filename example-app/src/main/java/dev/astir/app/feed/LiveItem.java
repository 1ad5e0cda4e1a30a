package dev.astir.app.feed;

import java.util.Set;

/**
 * An item of a live channel. Immutable.
 *
 * @param id which item of the channel it is
 * @param body what is sent, as JSON of this value
 * @param audience who may see it; empty for everybody in the organization
 */
public record LiveItem(String id, Object body, Set<String> audience) {

    public LiveItem {
        audience = Set.copyOf(audience);
    }

    /** An item for everybody in the organization. */
    public static LiveItem forEverybody(String id, Object body) {
        return new LiveItem(id, body, Set.of());
    }
}
