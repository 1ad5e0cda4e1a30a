/** Nodes wake each other through Redis; {@link dev.astir.stream.bus.redis.RedisBus}. */
@NullMarked
package dev.astir.stream.bus.redis;

import org.jspecify.annotations.NullMarked;
