package dev.astir.stream.feed;

/**
 * When somebody's rights were asked about. The answer may know of nothing that happened later.
 * Immutable.
 *
 * @param changes how many changes of access this node had heard of
 * @param nanos when, by the monotonic clock
 */
record Question(long changes, long nanos) {}
