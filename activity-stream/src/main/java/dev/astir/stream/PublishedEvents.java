package dev.astir.stream;

import java.util.List;

/**
 * A part of a feed, oldest first, for whoever works through it from a position that they keep.
 * Immutable.
 *
 * @param items the events, as they are now
 * @param next where to go on: everything up to and including it that the reader may see is in the
 *     items, or was before them
 * @param isWhole whether nothing is missing: false when the position is of another history of the
 *     feed, of which nothing is told, and when some of what followed it was dropped since
 */
public record PublishedEvents(List<Item> items, StreamPosition next, boolean isWhole) {

    public PublishedEvents {
        items = List.copyOf(items);
    }

    /**
     * An event.
     *
     * @param offset that of its publication
     */
    public record Item(long offset, ActivityEvent event) {}
}
