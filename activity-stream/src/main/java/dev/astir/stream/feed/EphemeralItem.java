package dev.astir.stream.feed;

import java.util.Set;

/**
 * One thing's current state on an ephemeral channel. Immutable.
 *
 * @param id the thing; a later item with the same id replaces this one
 * @param audience who may see it: any of these audiences; empty means everybody in the feed
 * @param json the state, one JSON object; it goes out as it is
 * @param tag items of one id that have the same tag look the same, whatever their states: the
 *     second is not told; the state itself, unless told otherwise
 * @param isLast whether it is told once more, and then gone
 */
public record EphemeralItem(
        String id, Set<String> audience, String json, String tag, boolean isLast) {

    public EphemeralItem {
        audience = Set.copyOf(audience);
        EventJson.requireObject(json);
    }

    /** An item that looks as its state is. */
    public EphemeralItem(String id, Set<String> audience, String json) {
        this(id, audience, json, json, false);
    }

    /** An item for everybody in the feed. */
    public static EphemeralItem of(String id, String json) {
        return new EphemeralItem(id, Set.of(), json);
    }

    /** The same with a tag, since a part of its state alone is no change that is worth telling. */
    public EphemeralItem withTag(String other) {
        return new EphemeralItem(id, audience, json, other, isLast);
    }

    /** The same, told for the last time. */
    public EphemeralItem last() {
        return new EphemeralItem(id, audience, json, tag, true);
    }

    /** Whether nobody sees a difference. */
    boolean looksLike(EphemeralItem other) {
        return audience.equals(other.audience) && tag.equals(other.tag);
    }
}
