package dev.astir.stream.micronaut;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.astir.stream.feed.CloseCode;
import dev.astir.stream.feed.FeedFrame;
import dev.astir.stream.feed.FeedMessage;
import dev.astir.stream.feed.FeedProtocol;
import dev.astir.stream.feed.FeedSession;
import dev.astir.stream.feed.FeedSink;
import io.micronaut.http.netty.channel.ChannelPipelineCustomizer;
import io.micronaut.http.server.netty.websocket.NettyServerWebSocketHandler;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.ChannelPromise;
import io.netty.channel.socket.DuplexChannel;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.ContinuationWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrameEncoder;
import io.netty.util.ReferenceCountUtil;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Objects;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A session's WebSocket. Frames that were encoded for many are written past the encoder. Once the
 * socket is open it also reads, in place of Micronaut's handler, which would keep the whole request
 * for as long as the connection lives. Belongs to the channel's event loop.
 */
final class WebSocketSink extends ChannelDuplexHandler implements FeedSink {
    private static final Logger LOG = LoggerFactory.getLogger(WebSocketSink.class);

    /** A client that does not read does not answer a close frame either. */
    private static final long CLOSE_SECONDS = 5;

    /** A client that answered none of three pings is not there any more. */
    private static final long SILENCE_NANOS = TimeUnit.SECONDS.toNanos(80);

    private final Channel channel;
    private final ChannelHandlerContext encoder;
    private final BiConsumer<FeedSession, String> onText;
    private final BooleanSupplier isSpreading;
    private @Nullable FeedSession session;
    private final SocketBackpressure backpressure;
    private boolean isTakenOver;

    /** What came of a message in several frames. */
    private @Nullable ByteArrayOutputStream partial;

    private @Nullable ChannelFuture goodbye;

    /**
     * A sink that nothing has been sent to.
     *
     * @param isSpreading whether the hub is sending readers away one after the other
     */
    WebSocketSink(
            Channel channel, BiConsumer<FeedSession, String> onText, BooleanSupplier isSpreading) {
        this.channel = channel;
        this.onText = onText;
        this.isSpreading = isSpreading;
        ChannelPipeline pipeline = channel.pipeline();
        encoder = Objects.requireNonNull(pipeline.context(WebSocketFrameEncoder.class), "encoder");
        backpressure = SocketBackpressure.addTo(channel, () -> end(CloseCode.TOO_SLOW));
        // Nearer to the network than Micronaut's handlers, so that their closing passes here.
        pipeline.addBefore(ChannelPipelineCustomizer.HANDLER_MICRONAUT_INBOUND, null, this);
    }

    /** Connects the other end; called before anything is sent. */
    void attach(FeedSession session) {
        this.session = session;
        channel.closeFuture().addListener(closed -> session.close(CloseCode.NORMAL));
    }

    /** Takes out what an open socket has no use for. */
    void takeOver() {
        isTakenOver = true;
        Channels.removeIfPresent(channel, NettyServerWebSocketHandler.ID);
        Channels.removeIfPresent(channel, ChannelPipelineCustomizer.HANDLER_IDLE_STATE);
    }

    @Nullable FeedSession session() {
        return session;
    }

    @Override
    public void send(FeedMessage message) {
        throw new UnsupportedOperationException("messages come in frames");
    }

    @Override
    public void send(FeedFrame frame) {
        ByteBuf shared = frame.encoded(WebSocketEncoding.INSTANCE);
        encoder.write(shared.retainedDuplicate(), encoder.voidPromise());
        if (frame.messages().get(0).type().equals("ping")
                && System.nanoTime() - backpressure.heardAt() > SILENCE_NANOS) {
            channel.close();
        }
    }

    @Override
    public void flush() {
        encoder.flush();
        backpressure.flushed();
    }

    @Override
    public boolean isWritable() {
        return channel.isWritable();
    }

    @Override
    public long pendingBytes() {
        return Channels.pendingBytes(channel);
    }

    @Override
    public ScheduledExecutorService eventLoop() {
        return channel.eventLoop();
    }

    @Override
    public void close(CloseCode code) {
        if (channel.isActive()) {
            sayGoodbye(code);
            channel.close();
        }
    }

    private void sayGoodbye(CloseCode code) {
        if (goodbye == null) {
            goodbye = channel.writeAndFlush(new CloseWebSocketFrame(code.code(), code.reason()));
        }
    }

    /**
     * However the channel is closed, for example by a server that stops: no close without a word.
     */
    @Override
    public void close(ChannelHandlerContext context, ChannelPromise promise) {
        if (goodbye == null && channel.isActive()) {
            if (isSpreading.getAsBoolean() && session != null && session.isOpen()) {
                // A server that shuts down takes it for an idle connection; its turn will come.
                channel.closeFuture().addListener(closed -> promise.trySuccess());
                return;
            }
            sayGoodbye(CloseCode.GOING_AWAY);
        }
        ChannelFuture last = goodbye;
        if (last == null) {
            context.close(promise);
            return;
        }
        channel.closeFuture().addListener(closed -> promise.trySuccess());
        last.addListener(written -> leaveTheRestToTheClient(context));
        context.executor().schedule(() -> context.close(), CLOSE_SECONDS, TimeUnit.SECONDS);
    }

    /**
     * What a client has on the way, such as a pong, would be answered with a reset by a closed
     * socket, and a reset takes the close frame with it. So only this side ends here.
     */
    private void leaveTheRestToTheClient(ChannelHandlerContext context) {
        if (channel instanceof DuplexChannel duplex && channel.isActive()) {
            duplex.shutdownOutput();
        } else {
            context.close();
        }
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext context) throws Exception {
        if (session != null && channel.isWritable()) {
            session.resume();
        }
        super.channelWritabilityChanged(context);
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) throws Exception {
        if (goodbye != null) {
            ReferenceCountUtil.release(message);
        } else if (isTakenOver && message instanceof WebSocketFrame frame) {
            try {
                read(frame);
            } finally {
                ReferenceCountUtil.release(frame);
            }
        } else {
            super.channelRead(context, message);
        }
    }

    private void read(WebSocketFrame frame) {
        if (frame instanceof CloseWebSocketFrame) {
            sayGoodbye(CloseCode.NORMAL);
            end(CloseCode.NORMAL);
        } else if (frame instanceof BinaryWebSocketFrame) {
            end(CloseCode.BAD_MESSAGE);
        } else if (frame instanceof TextWebSocketFrame
                || frame instanceof ContinuationWebSocketFrame) {
            readText(frame);
        }
    }

    private void readText(WebSocketFrame frame) {
        ByteArrayOutputStream before = partial;
        if (before == null && frame.isFinalFragment()) {
            receive(frame.content().toString(UTF_8));
            return;
        }
        if (before == null) {
            before = new ByteArrayOutputStream();
            partial = before;
        }
        if (before.size() + frame.content().readableBytes() > FeedProtocol.LARGEST_MESSAGE) {
            end(CloseCode.BAD_MESSAGE);
            return;
        }
        byte[] bytes = new byte[frame.content().readableBytes()];
        frame.content().readBytes(bytes);
        before.writeBytes(bytes);
        if (frame.isFinalFragment()) {
            partial = null;
            receive(before.toString(UTF_8));
        }
    }

    private void receive(String text) {
        if (session != null) {
            onText.accept(session, text);
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable failure) {
        // Mostly a client that sent what is no WebSocket frame, or was cut off.
        LOG.debug("a WebSocket failed", failure);
        if (failure instanceof IOException) {
            context.close();
        } else {
            end(CloseCode.BAD_MESSAGE);
        }
    }

    private void end(CloseCode code) {
        if (session != null) {
            session.close(code);
        }
        close(code);
    }
}
