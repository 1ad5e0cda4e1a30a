package dev.astir.app.web;

import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.ssl.SslHandler;
import java.net.InetSocketAddress;

/**
 * What every answer says to browsers, and to caches between, also those that the framework makes by
 * itself: its content is what it says to be, nobody keeps it unless it says so, and who came by
 * https comes by https from now on. Belongs to the channel's event loop.
 */
public final class ProtectiveHeaders extends ChannelDuplexHandler {

    /** A year, as is usual; subdomains are the operator's affair. */
    private static final String STRICT_TRANSPORT_SECURITY = "max-age=31536000";

    /** Where it stands in a pipeline: next to the codec, so that no answer passes it by. */
    public static final String NAME = "protective-headers";

    private final ClientAddress addresses;

    /** Of the newest request of this connection: they come by the same proxy. */
    private boolean isHttps;

    ProtectiveHeaders(ClientAddress addresses) {
        this.addresses = addresses;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) throws Exception {
        if (message instanceof HttpRequest request) {
            isHttps = isHttps(context, request);
        }
        super.channelRead(context, message);
    }

    private boolean isHttps(ChannelHandlerContext context, HttpRequest request) {
        return context.pipeline().get(SslHandler.class) != null
                || (context.channel().remoteAddress() instanceof InetSocketAddress peer
                        && addresses.isHttps(peer.getAddress(), request.headers()::getAll));
    }

    @Override
    public void write(ChannelHandlerContext context, Object message, ChannelPromise promise)
            throws Exception {
        if (message instanceof HttpResponse response) {
            if (response.status().codeClass() != HttpStatusClass.INFORMATIONAL) {
                protect(response.headers());
            } else if (response.status().code() == HttpResponseStatus.SWITCHING_PROTOCOLS.code()) {
                // What follows is no HTTP.
                context.executor().execute(() -> removeFrom(context));
            }
        }
        super.write(context, message, promise);
    }

    private void removeFrom(ChannelHandlerContext context) {
        if (!context.isRemoved()) {
            context.pipeline().remove(this);
        }
    }

    private void protect(HttpHeaders headers) {
        headers.set("X-Content-Type-Options", "nosniff");
        if (!headers.contains(HttpHeaderNames.CACHE_CONTROL)) {
            // People's data, which differs by who asks.
            headers.set(HttpHeaderNames.CACHE_CONTROL, HttpHeaderValues.NO_STORE);
        }
        if (isHttps) {
            headers.set("Strict-Transport-Security", STRICT_TRANSPORT_SECURITY);
        }
    }
}
