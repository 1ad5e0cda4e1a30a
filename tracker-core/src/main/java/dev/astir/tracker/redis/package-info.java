/**
 * For extreme scale: sightings and hits go to Redis first, and from there to PostgreSQL. Start at
 * {@code RedisActivityStore}; {@code RedisToPostgresSync} moves on what it has recorded.
 */
@NullMarked
package dev.astir.tracker.redis;

import org.jspecify.annotations.NullMarked;
