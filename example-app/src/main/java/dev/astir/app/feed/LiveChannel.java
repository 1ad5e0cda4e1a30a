package dev.astir.app.feed;

import java.util.Collection;
import java.util.UUID;

/**
 * An ephemeral channel of the live feed, which a feature declares as a bean: what is there now, and
 * then each change that {@link OrganizationFeed#put} tells. Implementations are thread-safe.
 */
public interface LiveChannel {

    /** The name that subscribers ask for. */
    String name();

    /**
     * What is there now, for whoever subscribes; may block. Of items with the same id somebody gets
     * the last that they may see.
     */
    Collection<LiveItem> items(UUID organizationId);
}
