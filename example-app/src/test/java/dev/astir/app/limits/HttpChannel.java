package dev.astir.app.limits;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.DefaultHttpContent;
import io.netty.handler.codec.http.DefaultHttpResponse;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.util.ReferenceCountUtil;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** A server's side of a connection, in a time of its own. */
final class HttpChannel {

    private final Socket channel = new Socket();

    /** A network that takes what the client reads. */
    private static final class Socket extends EmbeddedChannel {

        private long room = Long.MAX_VALUE;

        @Override
        protected void doWrite(ChannelOutboundBuffer waiting) throws Exception {
            if (room == Long.MAX_VALUE) {
                super.doWrite(waiting);
            }
            while (room > 0 && waiting.current() instanceof ByteBuf bytes) {
                long taken = Math.min(room, bytes.readableBytes());
                waiting.removeBytes(taken);
                room -= taken;
            }
        }
    }

    /** With these around the codec: the first nearest to the network, before it. */
    HttpChannel(ChannelHandler before, ChannelHandler... after) {
        channel.freezeTime();
        channel.pipeline().addLast(before, new HttpServerCodec());
        channel.pipeline().addLast(after);
    }

    EmbeddedChannel channel() {
        return channel;
    }

    HttpChannel receive(String text) {
        channel.writeInbound(Unpooled.copiedBuffer(text, US_ASCII));
        return this;
    }

    HttpChannel pass(Duration time) {
        channel.advanceTimeBy(time.toNanos(), TimeUnit.NANOSECONDS);
        channel.runScheduledPendingTasks();
        return this;
    }

    HttpChannel answer() {
        return answer(HttpResponseStatus.OK);
    }

    HttpChannel answer(HttpResponseStatus status) {
        FullHttpResponse response = new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, status);
        response.headers().setInt(HttpHeaderNames.CONTENT_LENGTH, 0);
        channel.writeOutbound(response);
        return this;
    }

    HttpChannel begin(HttpResponseStatus status) {
        HttpResponse response = new DefaultHttpResponse(HttpVersion.HTTP_1_1, status);
        HttpUtil.setTransferEncodingChunked(response, status.code() == 200);
        channel.writeOneOutbound(response);
        channel.flushOutbound();
        return this;
    }

    HttpChannel write(String text) {
        channel.writeOneOutbound(new DefaultHttpContent(Unpooled.copiedBuffer(text, US_ASCII)));
        channel.flushOutbound();
        return this;
    }

    /** From now on the client reads only what {@link #read} says. */
    HttpChannel stopReading() {
        channel.room = 0;
        return this;
    }

    HttpChannel read(long bytes) {
        channel.room = bytes;
        channel.flush();
        return this;
    }

    /** What the client got until now. */
    String sent() {
        StringBuilder text = new StringBuilder();
        for (ByteBuf sent; (sent = channel.readOutbound()) != null; ) {
            text.append(sent.toString(US_ASCII));
            sent.release();
        }
        return text.toString();
    }

    /** How many requests came through since the last time. */
    int requests() {
        int requests = 0;
        for (Object message; (message = channel.readInbound()) != null; ) {
            requests += message instanceof HttpRequest ? 1 : 0;
            ReferenceCountUtil.release(message);
        }
        return requests;
    }

    boolean isOpen() {
        return channel.isOpen();
    }
}
