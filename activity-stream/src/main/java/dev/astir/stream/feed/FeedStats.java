package dev.astir.stream.feed;

/**
 * What a hub has done since it began, for metrics. Immutable.
 *
 * @param sessions sessions that are connected now
 * @param deliveries live messages handed to sessions; one to two sessions counts twice
 * @param flushes how often event loops wrote out what had come in
 * @param slowCloses sessions closed because they did not keep up
 * @param holesHealed how often changes were read from the table because no wake-up told them
 * @param catchUpReads statements that read changes for subscribers who were behind
 */
public record FeedStats(
        int sessions,
        long deliveries,
        long flushes,
        long slowCloses,
        long holesHealed,
        long catchUpReads) {}
