package dev.astir.app.feed;

import java.time.Duration;
import java.util.Collection;
import java.util.Set;
import java.util.UUID;

/**
 * An ephemeral channel of the live feed, which a feature declares as a bean: what is there now. Of
 * each change {@link OrganizationFeed#changed} is told, after it is committed; every node that has
 * subscribers asks here then, and tells them. Implementations are thread-safe.
 */
public interface LiveChannel {

    /** The name that subscribers ask for. */
    String name();

    /**
     * What is there now; may block. Of items with the same id somebody gets the last that they may
     * see.
     */
    Collection<LiveItem> items(UUID organizationId);

    /**
     * These items as they are now; may block. One that is missing is gone, and taken off the
     * screens. Unless told otherwise they are chosen from all.
     */
    default Collection<LiveItem> items(UUID organizationId, Set<String> ids) {
        return items(organizationId).stream().filter(item -> ids.contains(item.id())).toList();
    }

    /** How much time is between two states of one item that subscribers are told, at least. */
    default Duration leastInterval() {
        return Duration.ZERO;
    }
}
