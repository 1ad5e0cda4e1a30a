package dev.astir.app.limits;

import dev.astir.app.web.Problem;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import java.util.Locale;

/** A problem that is answered before the framework sees the request, and ends the connection. */
final class Refusal {

    private Refusal() {}

    static void send(ChannelHandlerContext context, HttpResponseStatus status) {
        String name = status.reasonPhrase().toLowerCase(Locale.ROOT).replace(' ', '-');
        String body =
                "{\"type\":\"urn:astir:problem:%s\",\"title\":\"%s\",\"status\":%d}"
                        .formatted(name, status.reasonPhrase(), status.code());
        ByteBuf bytes = ByteBufUtil.writeAscii(context.alloc(), body);
        FullHttpResponse response =
                new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, status, bytes);
        response.headers()
                .set(HttpHeaderNames.CONTENT_TYPE, Problem.MEDIA_TYPE)
                .setInt(HttpHeaderNames.CONTENT_LENGTH, bytes.readableBytes())
                .set("X-Content-Type-Options", "nosniff")
                .set(HttpHeaderNames.CACHE_CONTROL, HttpHeaderValues.NO_STORE)
                .set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
        if (status.code() == HttpResponseStatus.SERVICE_UNAVAILABLE.code()) {
            response.headers().setInt(HttpHeaderNames.RETRY_AFTER, 1);
        }
        context.writeAndFlush(response).addListener(ChannelFutureListener.CLOSE);
    }
}
