package dev.astir.app.sessions;

import java.time.Instant;

/**
 * A stretch that an agent captured. Immutable.
 *
 * @param start to the microsecond
 * @param end not before the start
 * @param isIdle whether nobody typed
 */
public record CapturedSpan(Instant start, Instant end, boolean isIdle) {}
