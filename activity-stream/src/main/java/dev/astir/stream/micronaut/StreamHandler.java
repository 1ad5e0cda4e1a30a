package dev.astir.stream.micronaut;

import io.micronaut.http.netty.channel.ChannelPipelineCustomizer;
import io.netty.channel.Channel;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import org.jspecify.annotations.Nullable;

/**
 * Watches what a response writes, and knows when its body may be written past the encoder: the
 * response is a chunked one of HTTP/1.1, its headers are out, and of what it was given nothing is
 * on the way. Belongs to the channel's event loop.
 */
final class StreamHandler extends ChannelDuplexHandler {
    private final Runnable onWritable;
    private @Nullable ChannelHandlerContext encoder;
    private boolean isChunked;
    private long expected;
    private long written;

    private StreamHandler(Runnable onWritable) {
        this.onWritable = onWritable;
    }

    /**
     * Watches the next response of a connection, if it is one of HTTP/1.1.
     *
     * @param onWritable told when the channel has room again
     */
    static StreamHandler addTo(Channel channel, Runnable onWritable) {
        StreamHandler handler = new StreamHandler(onWritable);
        ChannelPipeline pipeline = channel.pipeline();
        if (pipeline.get(ChannelPipelineCustomizer.HANDLER_HTTP_SERVER_CODEC) != null
                && pipeline.get(ChannelPipelineCustomizer.HANDLER_MICRONAUT_INBOUND) != null) {
            pipeline.addBefore(ChannelPipelineCustomizer.HANDLER_MICRONAUT_INBOUND, null, handler);
        }
        return handler;
    }

    /** The way past the encoder; null if there is none, or not yet. */
    @Nullable ChannelHandlerContext pass() {
        return isChunked && written == expected && written > 0 ? encoder : null;
    }

    /** The response was given so many bytes to write. */
    void expect(int bytes) {
        expected += bytes;
    }

    /**
     * A stream ends with its connection, so nothing may follow its request. Micronaut would hold
     * the answers to what does until the stream's end.
     */
    @Override
    public void channelRead(ChannelHandlerContext context, Object message) throws Exception {
        boolean isMore =
                message instanceof HttpRequest
                        || (message instanceof HttpContent content
                                && content.content().isReadable());
        if (isMore) {
            ReferenceCountUtil.release(message);
            context.close();
        } else {
            super.channelRead(context, message);
        }
    }

    @Override
    public void write(ChannelHandlerContext context, Object message, ChannelPromise promise)
            throws Exception {
        if (message instanceof HttpResponse response) {
            isChunked =
                    HttpUtil.isTransferEncodingChunked(response)
                            && response.protocolVersion().equals(HttpVersion.HTTP_1_1);
            encoder =
                    context.pipeline().context(ChannelPipelineCustomizer.HANDLER_HTTP_SERVER_CODEC);
            context.channel().config().setWriteBufferWaterMark(Channels.WATER_MARK);
        }
        if (message instanceof HttpContent content) {
            written += content.content().readableBytes();
        }
        boolean isLast = message instanceof LastHttpContent;
        super.write(context, message, promise);
        if (isLast) {
            isChunked = false;
            context.pipeline().remove(this);
        } else if (isChunked && written == expected) {
            // A stream that is pinged is never idle.
            Channels.removeIfPresent(
                    context.channel(), ChannelPipelineCustomizer.HANDLER_IDLE_STATE);
        }
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext context) throws Exception {
        if (context.channel().isWritable()) {
            onWritable.run();
        }
        super.channelWritabilityChanged(context);
    }
}
