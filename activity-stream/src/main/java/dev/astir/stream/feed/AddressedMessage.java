package dev.astir.stream.feed;

import java.util.Set;

/**
 * A message and who it is for. Immutable.
 *
 * @param audience any of these audiences; empty for everybody
 */
record AddressedMessage(FeedMessage message, Set<String> audience) {}
