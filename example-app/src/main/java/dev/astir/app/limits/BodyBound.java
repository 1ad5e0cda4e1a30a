package dev.astir.app.limits;

import dev.astir.app.web.Refusal;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.compression.DecompressionException;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Bounds what a request's body may have, and what all bodies have together: refused with 413 and
 * 503 before it is in memory. What came packed is counted as it is unpacked: Netty's decompressor
 * stands before this and hands it on piece by piece, so that a bomb is cut off. Belongs to the
 * channel's event loop.
 */
final class BodyBound extends ExchangeHandler {

    /** Far more than any form or comment has. */
    static final long USUAL = 256 << 10;

    /** What takes more; nothing more than the framework, 10 MB. */
    private static final Map<String, Long> BATCHES =
            Map.of("/api/agent/batch", 2L << 20, "/api/activity/batch", 10L << 20);

    private final BodyMemory memory;
    private final Connection connection;

    private long left;
    private long held;
    private @Nullable String holder;
    private boolean isRefused;

    BodyBound(BodyMemory memory, Connection connection) {
        this.memory = memory;
        this.connection = connection;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (isRefused) {
            ReferenceCountUtil.release(message);
            return;
        }
        if (message instanceof HttpRequest request) {
            left = BATCHES.getOrDefault(path(request.uri()), USUAL);
            // What is no request has no length, and is refused for what it is.
            if (request.decoderResult().isSuccess()
                    && HttpUtil.getContentLength(request, 0L) > left) {
                tooLarge(context, message);
                return;
            }
        }
        if (message instanceof HttpContent content) {
            long bytes = content.content().readableBytes();
            left -= bytes;
            if (left < 0) {
                tooLarge(context, message);
                return;
            }
            if (bytes > 0 && !hold(bytes)) {
                refuse(
                        context,
                        message,
                        HttpResponseStatus.SERVICE_UNAVAILABLE,
                        "service-unavailable",
                        "Too many bodies come at once; try again in a moment.");
                return;
            }
        }
        follow(message);
        context.fireChannelRead(message);
    }

    private static String path(String uri) {
        int query = uri.indexOf('?');
        return query < 0 ? uri : uri.substring(0, query);
    }

    private boolean hold(long bytes) {
        if (held == 0) {
            holder = connection.principal();
        }
        if (!memory.take(holder, bytes)) {
            return false;
        }
        held += bytes;
        return true;
    }

    private void tooLarge(ChannelHandlerContext context, Object message) {
        refuse(
                context,
                message,
                HttpResponseStatus.REQUEST_ENTITY_TOO_LARGE,
                "request-entity-too-large",
                "The body has more bytes than this address takes.");
    }

    private void refuse(
            ChannelHandlerContext context,
            Object message,
            HttpResponseStatus status,
            String name,
            String detail) {
        isRefused = true;
        ReferenceCountUtil.release(message);
        if (isAnswering() || unanswered() > (message instanceof HttpRequest ? 0 : 1)) {
            // Another answer is under way, or comes first.
            close(context);
        } else {
            Refusal.send(context, status, name, detail);
        }
    }

    /** A body that cannot be unpacked leaves the unpacking where it was: nothing comes after it. */
    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable failure) {
        if (!(failure instanceof DecompressionException)) {
            context.fireExceptionCaught(failure);
        } else if (!isRefused) {
            refuse(
                    context,
                    LastHttpContent.EMPTY_LAST_CONTENT,
                    HttpResponseStatus.BAD_REQUEST,
                    "malformed",
                    "The body is not compressed as its Content-Encoding says.");
        }
    }

    @Override
    void answered(ChannelHandlerContext context) {
        if (unanswered() == 0 && !isReceiving()) {
            release();
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        release();
        context.fireChannelInactive();
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext context) {
        release();
    }

    private void release() {
        if (held > 0) {
            memory.giveBack(holder, held);
            held = 0;
        }
    }
}
