/**
 * Real Redis processes; the entry points are {@link dev.astir.testing.redis.RedisProcess} and
 * {@link dev.astir.testing.redis.RedisClusterProcesses}.
 */
@NullMarked
package dev.astir.testing.redis;

import org.jspecify.annotations.NullMarked;
