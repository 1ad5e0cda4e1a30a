package dev.astir.demo;

import java.time.Instant;

/**
 * A piece of music that plays at somebody's desk. Immutable.
 *
 * @param media as agents report it, "title · artist"
 */
record Track(Instant start, Instant end, String media) {}
