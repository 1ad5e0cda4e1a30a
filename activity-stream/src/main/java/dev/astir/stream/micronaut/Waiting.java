package dev.astir.stream.micronaut;

import io.netty.channel.Channel;
import io.netty.channel.ChannelOutboundBuffer;
import org.jspecify.annotations.Nullable;

/**
 * What waits for a client. Immutable.
 *
 * @param first tells what is being written from other messages
 * @param taken how much of that the client has taken
 * @param pending bytes of all that wait
 */
record Waiting(int first, long taken, long pending) {

    /**
     * What a connection was told to write and the network has not taken. What is only collected, to
     * be written in a moment, does not wait for the client. To be called on the event loop.
     *
     * @return null if nothing waits
     */
    static @Nullable Waiting of(Channel channel) {
        ChannelOutboundBuffer buffer = channel.unsafe().outboundBuffer();
        return buffer == null || buffer.isEmpty()
                ? null
                : new Waiting(
                        System.identityHashCode(buffer.current()),
                        buffer.currentProgress(),
                        buffer.totalPendingWriteBytes());
    }

    /** Whether the client took something since then, though more may wait now. */
    boolean isFurtherThan(@Nullable Waiting before) {
        return before == null
                || first != before.first
                || taken != before.taken
                || pending < before.pending;
    }
}
