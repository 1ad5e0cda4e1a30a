package dev.astir.app.web;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpRequestWrapper;
import io.micronaut.http.server.netty.NettyHttpRequest;
import io.netty.channel.Channel;
import org.jspecify.annotations.Nullable;

/** Finds the connection behind a request. Stateless. */
public final class RequestChannel {

    private RequestChannel() {}

    /** Also where filters have wrapped the request; null where the server is not Netty. */
    public static @Nullable Channel of(HttpRequest<?> request) {
        HttpRequest<?> inner = request;
        while (inner instanceof HttpRequestWrapper<?> wrapper) {
            inner = wrapper.getDelegate();
        }
        return inner instanceof NettyHttpRequest<?> netty
                ? netty.getChannelHandlerContext().channel()
                : null;
    }
}
