package dev.astir.app.limits;

import dev.astir.app.web.Refusal;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.compression.DecompressionException;
import io.netty.handler.codec.http.EmptyHttpHeaders;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.function.BiFunction;
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

    /** As much as the framework takes. */
    static final long LARGEST = 10 << 20;

    /** A small piece keeps the whole buffer that it was received in. */
    private static final long LEAST_PIECE = 512;

    /** What takes more, of those who say who they are. */
    private static final Map<String, Long> BATCHES =
            Map.of(
                    "/api/agent/batch",
                    2L << 20,
                    "/api/activity/batch",
                    LARGEST,
                    "/api/sessions/import",
                    1L << 20);

    /** Where other systems send, each with a signature of its own. */
    private static final String INTEGRATIONS = "/api/integrations/";

    private static final long OF_INTEGRATIONS = 1L << 20;

    private final BodyMemory memory;
    private final Credentials credentials;
    private final BiFunction<InetAddress, HttpHeaders, String> addresses;

    private long left;

    /** What began last; its first piece decides on whom it counts. */
    private @Nullable HttpHeaders headers;

    private BodyPot.@Nullable Held held;
    private boolean isRefused;

    /**
     * @param addresses what limits know a client by, from the connection's peer and the headers
     */
    BodyBound(
            BodyMemory memory,
            Credentials credentials,
            BiFunction<InetAddress, HttpHeaders, String> addresses) {
        this.memory = memory;
        this.credentials = credentials;
        this.addresses = addresses;
    }

    /** How many bytes the body of a request may have. */
    static long most(HttpRequest request) {
        String path = path(request.uri());
        if (path.startsWith(INTEGRATIONS)) {
            return OF_INTEGRATIONS;
        }
        return Credentials.areIn(request.headers()::get)
                ? BATCHES.getOrDefault(path, USUAL)
                : USUAL;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (isRefused) {
            ReferenceCountUtil.release(message);
            return;
        }
        if (message instanceof HttpRequest request) {
            left = most(request);
            headers = request.headers();
            // What is no request has no length, and is refused for what it is.
            if (request.decoderResult().isSuccess()
                    && HttpUtil.getContentLength(request, 0L) > left) {
                tooLarge(context, message);
                return;
            }
        }
        if (isAnswered(message) && message instanceof HttpContent content) {
            // Nobody waits for it any more, but somebody for its end.
            left -= content.content().readableBytes();
            follow(message);
            HttpContent end = content.replace(Unpooled.EMPTY_BUFFER);
            content.release();
            if (left < 0) {
                close(context);
            }
            context.fireChannelRead(end);
            return;
        }
        if (message instanceof HttpContent content) {
            long bytes = content.content().readableBytes();
            left -= bytes;
            if (left < 0) {
                tooLarge(context, message);
                return;
            }
            if (bytes > 0 && !hold(context, bytes)) {
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

    private boolean isAnswered(Object message) {
        return !(message instanceof HttpRequest) && isReceiving() && unanswered() == 0;
    }

    private boolean hold(ChannelHandlerContext context, long bytes) {
        if (held == null) {
            HttpHeaders whose = headers == null ? EmptyHttpHeaders.INSTANCE : headers;
            held =
                    memory.begin(
                            credentials.principal(whose::get),
                            address(context, whose),
                            () -> close(context));
        }
        return held.take(Math.max(bytes, LEAST_PIECE));
    }

    private String address(ChannelHandlerContext context, HttpHeaders whose) {
        return context.channel().remoteAddress() instanceof InetSocketAddress peer
                        && peer.getAddress() != null
                ? addresses.apply(peer.getAddress(), whose)
                : "";
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
        if (isAnswering() || unanswered() != (message instanceof HttpRequest ? 0 : 1)) {
            // Another answer is under way, comes first, or was given.
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
        if (unanswered() == 0) {
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
        if (held != null) {
            held.release();
            held = null;
        }
        headers = null;
    }
}
