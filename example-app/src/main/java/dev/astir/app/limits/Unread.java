package dev.astir.app.limits;

import io.netty.channel.Channel;
import io.netty.channel.ChannelOutboundBuffer;
import org.jspecify.annotations.Nullable;

/**
 * What of a connection's answers the network has not taken. Immutable.
 *
 * @param first tells the message that is being written from others
 * @param taken bytes of that message that are on their way
 * @param pending bytes of all that wait
 */
record Unread(int first, long taken, long pending) {

    /** Null if nothing waits. To be called on the event loop. */
    static @Nullable Unread of(Channel channel) {
        ChannelOutboundBuffer buffer = channel.unsafe().outboundBuffer();
        return buffer == null || buffer.isEmpty()
                ? null
                : new Unread(
                        System.identityHashCode(buffer.current()),
                        buffer.currentProgress(),
                        buffer.totalPendingWriteBytes());
    }

    /**
     * Whether the client read since then. More may wait than before: a server goes on to write to
     * somebody who does not read.
     */
    boolean isLessThan(@Nullable Unread before) {
        return before == null
                || first != before.first
                || taken != before.taken
                || pending < before.pending;
    }
}
