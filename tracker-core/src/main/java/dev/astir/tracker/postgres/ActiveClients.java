package dev.astir.tracker.postgres;

/**
 * How many clients were seen lately. Immutable, so safe for use by several threads.
 *
 * @param lastDay within 24 hours
 * @param last7Days within 7 times 24 hours
 * @param last30Days within 30 times 24 hours
 */
public record ActiveClients(long lastDay, long last7Days, long last30Days) {}
