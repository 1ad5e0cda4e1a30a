package dev.astir.tracker.redis;

import dev.astir.tracker.postgres.TextLimits;

/**
 * The names of the keys. The prefix is a hash tag, so that all are in one slot of a Redis Cluster,
 * as scripts need.
 */
record RedisKeys(String prefix) {

    static RedisKeys of(String prefix) {
        if (!TextLimits.isStorable(prefix, 200)
                || prefix.isEmpty()
                || prefix.indexOf('{') >= 0
                || prefix.indexOf('}') >= 0) {
            throw new IllegalArgumentException(
                    "keyPrefix must have 1 to 200 characters, none of which is a brace or NUL,"
                            + " but is \""
                            + prefix
                            + '"');
        }
        return new RedisKeys(prefix);
    }

    /** Sorted set of client ids by microseconds: what trackers have recorded. */
    String recordedSightings() {
        return key("sightings");
    }

    /** Hash of {@link HitsEntry}: what trackers have counted. */
    String recordedHits() {
        return key("hits");
    }

    /** What was recorded when the sync began, without the chunks that have been taken from it. */
    String processingSightings() {
        return key("processing:sightings");
    }

    /** The same for hits. */
    String processingHits() {
        return key("processing:hits");
    }

    /** List of ids and scores on their way to PostgreSQL. A chunk is never changed, but deleted. */
    String chunkSightings() {
        return key("chunk:sightings");
    }

    /** List of fields and values on their way to PostgreSQL. */
    String chunkHits() {
        return key("chunk:hits");
    }

    /** There while there is a chunk. */
    String chunkId() {
        return key("chunk:id");
    }

    private String key(String name) {
        return '{' + prefix + "}:" + name;
    }
}
