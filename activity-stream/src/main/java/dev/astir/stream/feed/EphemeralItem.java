package dev.astir.stream.feed;

import java.util.Set;

/**
 * One thing's current state on an ephemeral channel. Immutable.
 *
 * @param id the thing; a later item with the same id replaces this one
 * @param audience who may see it: any of these audiences; empty means everybody in the feed
 * @param json the state, one JSON object; it goes out as it is
 */
public record EphemeralItem(String id, Set<String> audience, String json) {

    public EphemeralItem {
        audience = Set.copyOf(audience);
        EventJson.requireObject(json);
    }

    /** An item for everybody in the feed. */
    public static EphemeralItem of(String id, String json) {
        return new EphemeralItem(id, Set.of(), json);
    }
}
