package dev.astir.stream.bus;

import org.jspecify.annotations.Nullable;

/**
 * The news that an item of an ephemeral channel is not what it was: what it is now is read where it
 * is kept. Immutable.
 *
 * @param mark one of its own for each change, so that who hears it twice tells it once; of the node
 *     that it comes from and a number, as {@code k3x9-17}
 * @param channel the channel's name
 * @param feed whose item it is
 * @param id the item
 * @param event what happened to it, for example {@code USER_ONLINE}; null if that is not told
 */
public record ItemChange(
        String mark, String channel, String feed, String id, @Nullable String event) {}
