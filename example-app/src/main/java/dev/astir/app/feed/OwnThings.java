package dev.astir.app.feed;

import dev.astir.stream.digest.Thing;
import java.util.Set;
import java.util.UUID;

/**
 * Tells the things that somebody works on, as a bean of the feature that knows them: what happens
 * to those matters more to them. Thread-safe; may block.
 */
public interface OwnThings {

    /** The projects, tasks or whatever the feature has. */
    Set<Thing> of(UUID organizationId, UUID userId);
}
