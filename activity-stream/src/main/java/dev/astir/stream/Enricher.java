package dev.astir.stream;

/**
 * Completes events as they are captured: looks names up, sets links. Called on the publisher's
 * thread, before the type's defaults apply; must be thread-safe, and quick.
 */
@FunctionalInterface
public interface Enricher {

    /**
     * Returns the event, or a fuller copy of it. An exception from here refuses the event.
     *
     * @param feed the feed that the event goes to
     * @param event the event as the caller made it
     */
    ActivityEvent enrich(String feed, ActivityEvent event);
}
