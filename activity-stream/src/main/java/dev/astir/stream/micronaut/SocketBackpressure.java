package dev.astir.stream.micronaut;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.netty.channel.ChannelPipelineCustomizer;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PongWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import io.netty.util.ReferenceCountUtil;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The backpressure of a WebSocket: who does not take what it is sent is not listened to either, so
 * that nothing which it sends can make answers pile up. It answers pings in place of Micronaut's
 * handler: at most one pong is on the way, and the newest ping is answered after it (RFC 6455,
 * section 5.5.3). While a pong is on the way or the channel is full, nothing is read. Who takes
 * nothing for {@value StallWatch#SECONDS} seconds while something waits, or sends more than {@value
 * #MOST_EMPTY_FRAMES} frames that say nothing in {@value #PERIOD_SECONDS} seconds, is reported
 * once, and cut off {@value #CLOSE_SECONDS} seconds later. Belongs to the channel's event loop.
 */
public final class SocketBackpressure extends ChannelDuplexHandler {
    /** The most pings, pongs and empty fragments of a period. */
    static final int MOST_EMPTY_FRAMES = 100;

    static final long PERIOD_SECONDS = 10;

    /** How long a client may take over a close frame, and for its own. */
    static final long CLOSE_SECONDS = 5;

    /** What a client has on the way when the connection ends is dropped; not more than this. */
    private static final int MOST_DROPPED_FRAMES = 1_000;

    private final Runnable onHostile;
    private Runnable onHeard = () -> {};
    private boolean isPongOnTheWay;
    private @Nullable ByteBuf newestPing;
    private int emptyFrames;
    private boolean isEnding;
    private int dropped;
    private long heardAt = System.nanoTime();

    private final StallWatch stalls;
    private @Nullable ChannelHandlerContext context;

    private SocketBackpressure(Channel channel, Runnable onHostile) {
        this.onHostile = onHostile;
        stalls = new StallWatch(channel, () -> Waiting.of(channel), this::stalled);
    }

    /**
     * Guards the WebSocket that this request has become; called while it opens, on its event loop.
     *
     * @param onHostile called once, on the event loop, when the client sends and does not read;
     *     should close the socket with code 4008
     */
    public static SocketBackpressure addTo(HttpRequest<?> request, Runnable onHostile) {
        return addTo(Channels.of(request), onHostile);
    }

    /**
     * The same for a server that wants to know who is silent.
     *
     * @param onHeard called, on the event loop, whenever something came, also what says nothing
     */
    public static SocketBackpressure addTo(
            HttpRequest<?> request, Runnable onHostile, Runnable onHeard) {
        SocketBackpressure added = addTo(Channels.of(request), onHostile);
        added.onHeard = onHeard;
        return added;
    }

    static SocketBackpressure addTo(Channel channel, Runnable onHostile) {
        SocketBackpressure added = new SocketBackpressure(channel, onHostile);
        channel.config().setWriteBufferWaterMark(Channels.WATER_MARK);
        // Behind the decoders, and nearer to the network than Micronaut's handlers.
        channel.pipeline()
                .addBefore(ChannelPipelineCustomizer.HANDLER_MICRONAUT_INBOUND, null, added);
        return added;
    }

    /** When something came from the client last, as {@link System#nanoTime}. */
    long heardAt() {
        return heardAt;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) throws Exception {
        heardAt = System.nanoTime();
        onHeard.run();
        if (isEnding && !(message instanceof CloseWebSocketFrame)) {
            ReferenceCountUtil.release(message);
            if (++dropped > MOST_DROPPED_FRAMES) {
                context.close();
            }
        } else if (message instanceof WebSocketFrame frame && saysNothing(frame)) {
            try {
                readEmpty(context, frame);
            } finally {
                frame.release();
            }
        } else {
            super.channelRead(context, message);
        }
    }

    private static boolean saysNothing(WebSocketFrame frame) {
        return frame instanceof PingWebSocketFrame
                || frame instanceof PongWebSocketFrame
                || (!(frame instanceof CloseWebSocketFrame)
                        && !frame.isFinalFragment()
                        && !frame.content().isReadable());
    }

    private void readEmpty(ChannelHandlerContext context, WebSocketFrame frame) {
        if (emptyFrames++ == 0) {
            context.executor().schedule(() -> emptyFrames = 0, PERIOD_SECONDS, TimeUnit.SECONDS);
        }
        if (emptyFrames > MOST_EMPTY_FRAMES) {
            end(context, onHostile);
        } else if (frame instanceof PingWebSocketFrame) {
            forgetPing();
            newestPing = frame.content().retain();
        }
    }

    /** One pong for all that came together, however many pings that were. */
    @Override
    public void channelReadComplete(ChannelHandlerContext context) throws Exception {
        answerNewestPing(context);
        super.channelReadComplete(context);
    }

    private void answerNewestPing(ChannelHandlerContext context) {
        ByteBuf payload = newestPing;
        if (payload != null && !isPongOnTheWay && !isEnding) {
            newestPing = null;
            isPongOnTheWay = true;
            context.writeAndFlush(new PongWebSocketFrame(payload))
                    .addListener(written -> {
                        isPongOnTheWay = false;
                        readOrNot(context);
                        answerNewestPing(context);
                    });
            readOrNot(context);
        }
    }

    private void forgetPing() {
        ByteBuf payload = newestPing;
        if (payload != null) {
            newestPing = null;
            payload.release();
        }
    }

    private void readOrNot(ChannelHandlerContext context) {
        Channel channel = context.channel();
        boolean isRead = isEnding || (!isPongOnTheWay && channel.isWritable());
        if (isRead != channel.config().isAutoRead()) {
            channel.config().setAutoRead(isRead);
        }
        stalls.written();
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext context) throws Exception {
        readOrNot(context);
        super.channelWritabilityChanged(context);
    }

    @Override
    public void write(ChannelHandlerContext context, Object message, ChannelPromise promise)
            throws Exception {
        boolean isLast = message instanceof CloseWebSocketFrame;
        super.write(context, message, promise);
        if (isLast) {
            end(context, () -> {});
        }
    }

    @Override
    public void flush(ChannelHandlerContext context) throws Exception {
        super.flush(context);
        stalls.written();
    }

    /** Frames were flushed past this handler. */
    void flushed() {
        stalls.written();
    }

    private void stalled() {
        ChannelHandlerContext own = context;
        if (own != null) {
            end(own, onHostile);
        }
    }

    /** What the decoders take for no WebSocket they answer themselves. */
    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable failure) throws Exception {
        end(context, () -> {});
        super.exceptionCaught(context, failure);
    }

    /**
     * From here on the rest of the input is dropped: a reset, as for what nobody reads, could take
     * the close frame with it.
     */
    private void end(ChannelHandlerContext context, Runnable announcement) {
        if (!isEnding) {
            isEnding = true;
            stalls.end();
            forgetPing();
            announcement.run();
            context.executor().schedule(() -> context.close(), CLOSE_SECONDS, TimeUnit.SECONDS);
            if (context.channel().isActive()) {
                readOrNot(context);
            }
        }
    }

    @Override
    public void handlerAdded(ChannelHandlerContext added) {
        context = added;
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext removed) {
        isEnding = true;
        stalls.end();
        forgetPing();
    }
}
