package dev.astir.stream.feed;

import java.util.Collection;

/**
 * Tells the whole current state of an ephemeral channel, whenever somebody subscribes. May block;
 * must be thread-safe.
 */
@FunctionalInterface
public interface EphemeralSnapshot {

    /**
     * Every item of the reader's feed. Items whose audience the reader is not in are left out by
     * the caller, so it is no harm to return more.
     */
    Collection<EphemeralItem> items(FeedAccess access);
}
