package dev.astir.app.web;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import io.netty.util.ReferenceCountUtil;

/**
 * Refuses what is no sound request (see {@link RequestTarget} and {@link RequestHost}) before the
 * framework takes it apart, which would fail on some of it and read some of it in two ways. The
 * connection ends: where the next request begins is nobody's guess. Belongs to the channel's event
 * loop.
 */
final class SoundRequests extends ChannelInboundHandlerAdapter {

    private boolean isRefused;

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) throws Exception {
        if (isRefused) {
            ReferenceCountUtil.release(message);
            return;
        }
        if (message instanceof HttpObject part && part.decoderResult().isFailure()) {
            ReferenceCountUtil.release(message);
            refuse(context, part.decoderResult().cause(), message instanceof HttpRequest);
        } else if (message instanceof HttpRequest request && !isSound(request)) {
            ReferenceCountUtil.release(message);
            answer(context, HttpResponseStatus.BAD_REQUEST, "malformed", problem(request));
        } else {
            super.channelRead(context, message);
        }
    }

    private static boolean isSound(HttpRequest request) {
        return isKnown(request.protocolVersion())
                && RequestHost.isSound(request)
                && RequestTarget.isSound(request);
    }

    private static boolean isKnown(HttpVersion version) {
        return version.equals(HttpVersion.HTTP_1_0) || version.equals(HttpVersion.HTTP_1_1);
    }

    private static String problem(HttpRequest request) {
        if (!isKnown(request.protocolVersion())) {
            return "Spoken are HTTP/1.0 and HTTP/1.1.";
        }
        return RequestHost.isSound(request)
                ? "The address is malformed."
                : "There must be one Host header, which names a host.";
    }

    private void refuse(ChannelHandlerContext context, Throwable cause, boolean isUnanswered) {
        if (!isUnanswered) {
            // In the middle of a body: its request may be half answered.
            isRefused = true;
            context.close();
        } else if (cause instanceof TooLongHttpLineException) {
            answer(
                    context,
                    HttpResponseStatus.REQUEST_URI_TOO_LONG,
                    "uri-too-long",
                    "The address is too long.");
        } else if (cause instanceof TooLongHttpHeaderException) {
            answer(
                    context,
                    HttpResponseStatus.REQUEST_HEADER_FIELDS_TOO_LARGE,
                    "request-header-fields-too-large",
                    "The headers are too large.");
        } else {
            answer(
                    context,
                    HttpResponseStatus.BAD_REQUEST,
                    "malformed",
                    "This is no request of HTTP.");
        }
    }

    private void answer(
            ChannelHandlerContext context, HttpResponseStatus status, String name, String detail) {
        isRefused = true;
        Refusal.send(context, status, name, detail);
    }
}
