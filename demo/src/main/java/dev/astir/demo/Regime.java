package dev.astir.demo;

import java.time.Duration;
import java.time.Instant;

/**
 * From when on the team's clock is how far behind the real one. Immutable.
 *
 * @param shift whole hours by which everything happens later than planned; may be negative
 */
record Regime(Instant from, Duration shift) {}
