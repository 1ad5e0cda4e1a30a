package dev.astir.stream.micronaut;

import dev.astir.stream.feed.CloseCode;
import dev.astir.stream.feed.FeedMessage;
import dev.astir.stream.feed.FeedSession;
import dev.astir.stream.feed.FeedSink;
import io.micronaut.http.netty.channel.ChannelPipelineCustomizer;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Writes a session's messages to its WebSocket, on the channel's event loop, no faster than the
 * channel takes them. The frames share the messages' bytes.
 */
final class WebSocketSink extends ChannelDuplexHandler implements FeedSink {
    /** A client that does not read does not answer a close frame either. */
    private static final long CLOSE_SECONDS = 5;

    private final Channel channel;
    private volatile @Nullable FeedSession session;

    /** The close frame; belongs to the event loop. */
    private @Nullable ChannelFuture goodbye;

    WebSocketSink(Channel channel) {
        this.channel = channel;
        // Nearer to the network than Micronaut's handlers, so that their closing passes here.
        channel.pipeline()
                .addBefore(ChannelPipelineCustomizer.HANDLER_MICRONAUT_INBOUND, null, this);
    }

    /** Connects the other end; called before anything is sent. */
    void attach(FeedSession session) {
        this.session = session;
        channel.closeFuture().addListener(closed -> session.close(CloseCode.NORMAL));
    }

    @Nullable FeedSession session() {
        return session;
    }

    @Override
    public void send(FeedMessage message) {
        channel.write(new TextWebSocketFrame(Unpooled.wrappedBuffer(message.bytes())));
        if (message.type().equals("ping")) {
            // Browsers answer this one by themselves, which shows the server that they live.
            channel.write(new PingWebSocketFrame());
        }
    }

    @Override
    public void flush() {
        channel.flush();
    }

    @Override
    public boolean isWritable() {
        return channel.isWritable();
    }

    @Override
    public void execute(Runnable turn) {
        channel.eventLoop().execute(turn);
    }

    @Override
    public void close(CloseCode code) {
        if (channel.isActive()) {
            sayGoodbye(code);
            channel.close();
        }
    }

    /** Answers a client that closes, unless it answers itself. Belongs to the event loop. */
    void sayGoodbye(CloseCode code) {
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
            sayGoodbye(CloseCode.GOING_AWAY);
        }
        ChannelFuture last = goodbye;
        if (last == null || last.isDone()) {
            context.close(promise);
            return;
        }
        last.addListener(written -> context.close(promise));
        context.executor().schedule(() -> context.close(), CLOSE_SECONDS, TimeUnit.SECONDS);
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext context) throws Exception {
        FeedSession reading = session;
        if (reading != null && channel.isWritable()) {
            reading.resume();
        }
        super.channelWritabilityChanged(context);
    }
}
