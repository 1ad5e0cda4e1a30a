package dev.astir.stream.feed;

import java.util.Collection;
import java.util.Set;

/**
 * Tells the current state of an ephemeral channel, from where it is kept. For one feed it is asked
 * one thing after the other. May block; must be thread-safe.
 *
 * <p>Several items may have the same id, with different audiences: each reader gets the last one
 * that they may see.
 */
@FunctionalInterface
public interface EphemeralSnapshot {

    /** Every item of the feed, whoever may see it. */
    Collection<EphemeralItem> items(String feed);

    /**
     * These items of the feed as they are now; one that is missing is gone. Unless told otherwise,
     * they are chosen from {@linkplain #items(String) all}.
     *
     * @param ids not to be changed
     */
    default Collection<EphemeralItem> items(String feed, Set<String> ids) {
        return items(feed).stream().filter(item -> ids.contains(item.id())).toList();
    }
}
