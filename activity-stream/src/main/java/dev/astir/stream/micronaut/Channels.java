package dev.astir.stream.micronaut;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpRequestWrapper;
import io.micronaut.http.server.netty.NettyHttpRequest;
import io.netty.channel.Channel;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.channel.WriteBufferWaterMark;

/** What Netty knows of a connection. Stateless. */
final class Channels {
    /**
     * How much a channel takes before it says that it is full. A flush's worth of frames must fit,
     * and it is a part of the megabyte that a reader may cost.
     */
    static final WriteBufferWaterMark WATER_MARK = new WriteBufferWaterMark(64 << 10, 256 << 10);

    private Channels() {}

    /** Finds the connection behind a request, also where other filters have wrapped it. */
    static Channel of(HttpRequest<?> request) {
        return nativeRequest(request).getChannelHandlerContext().channel();
    }

    static NettyHttpRequest<?> nativeRequest(HttpRequest<?> request) {
        HttpRequest<?> inner = request;
        while (inner instanceof HttpRequestWrapper<?> wrapper) {
            inner = wrapper.getDelegate();
        }
        return (NettyHttpRequest<?>) inner;
    }

    /** How much was written to the channel that the system has not taken yet. */
    static long pendingBytes(Channel channel) {
        ChannelOutboundBuffer buffer = channel.unsafe().outboundBuffer();
        return buffer == null ? 0 : buffer.totalPendingWriteBytes();
    }

    static void removeIfPresent(Channel channel, String handler) {
        if (channel.pipeline().get(handler) != null) {
            channel.pipeline().remove(handler);
        }
    }
}
