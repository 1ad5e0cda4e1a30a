package dev.astir.stream;

import java.util.UUID;

/**
 * What is known of an event that was written in a caller's transaction: everything but its
 * position, which it gets after the commit. Immutable.
 *
 * @param feed the feed
 * @param id the event's id; with it the event can be found once it was sequenced
 * @param number its place in the outbox: of two events of one transaction, the one written first
 *     has the lower number, and the lower position
 * @param transaction the caller's transaction, as {@code pg_current_xact_id()} names it
 */
public record OutboxReceipt(String feed, UUID id, long number, String transaction) {}
