package dev.astir.stream;

import org.jspecify.annotations.Nullable;

/**
 * What {@link FeedRecords#deleteBefore(String, java.util.Set, java.time.Instant, String)} did in
 * one part of a feed. Immutable.
 *
 * @param deleted how many events
 * @param next for the next call, or null when no more can be too old
 */
public record ActorRetentionStep(int deleted, @Nullable String next) {}
