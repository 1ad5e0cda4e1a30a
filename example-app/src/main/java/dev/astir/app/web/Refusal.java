package dev.astir.app.web;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;

/** A problem that is answered before the framework sees the request, and ends the connection. */
public final class Refusal {

    private Refusal() {}

    /**
     * Answers, and closes the connection after it; for its event loop.
     *
     * @param name the problem's name
     * @param detail in ASCII, without a quotation mark
     */
    public static void send(
            ChannelHandlerContext context, HttpResponseStatus status, String name, String detail) {
        String problem =
                """
                {"type":"urn:astir:problem:%s","title":"%s","status":%d,"detail":"%s"}\
                """
                        .formatted(name, status.reasonPhrase(), status.code(), detail);
        ByteBuf body = Unpooled.copiedBuffer(problem, US_ASCII);
        FullHttpResponse response = new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, status, body);
        response.headers()
                .set(HttpHeaderNames.CONTENT_TYPE, Problem.MEDIA_TYPE)
                .setInt(HttpHeaderNames.CONTENT_LENGTH, body.readableBytes())
                .set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
        if (status.equals(HttpResponseStatus.SERVICE_UNAVAILABLE)) {
            response.headers().setInt(HttpHeaderNames.RETRY_AFTER, 1);
        }
        context.writeAndFlush(response).addListener(ChannelFutureListener.CLOSE);
    }
}
