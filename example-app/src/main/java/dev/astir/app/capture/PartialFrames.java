package dev.astir.app.capture;

import dev.astir.app.web.RequestChannel;
import io.micronaut.http.HttpRequest;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.http.websocketx.WebSocketFrameDecoder;
import java.util.Objects;
import java.util.function.IntConsumer;

/**
 * Counts the bytes of a frame that its decoder keeps until it is whole, as nobody behind it can.
 * Belongs to the channel's event loop.
 */
final class PartialFrames extends ChannelInboundHandlerAdapter {

    private final IntConsumer onBytes;
    private int bytes;

    private PartialFrames(IntConsumer onBytes) {
        this.onBytes = onBytes;
    }

    /**
     * Counts for the WebSocket that this request has become.
     *
     * @param onBytes told how many there are, after each read
     */
    static PartialFrames addTo(HttpRequest<?> request, IntConsumer onBytes) {
        PartialFrames counter = new PartialFrames(onBytes);
        ChannelPipeline pipeline =
                Objects.requireNonNull(RequestChannel.of(request), "channel").pipeline();
        String decoder =
                Objects.requireNonNull(pipeline.context(WebSocketFrameDecoder.class), "decoder")
                        .name();
        pipeline.addBefore(decoder, null, counter);
        return counter;
    }

    /** A frame came whole; what the decoder has of the next one is less than one read. */
    void whole() {
        bytes = 0;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (message instanceof ByteBuf read) {
            bytes += read.readableBytes();
        }
        context.fireChannelRead(message);
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
        onBytes.accept(bytes);
        context.fireChannelReadComplete();
    }
}
