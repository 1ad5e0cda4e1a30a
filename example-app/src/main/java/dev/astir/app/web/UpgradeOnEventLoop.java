package dev.astir.app.web;

import io.micronaut.core.order.Ordered;
import io.micronaut.core.propagation.PropagatedContext;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.Filter;
import io.micronaut.http.filter.HttpServerFilter;
import io.micronaut.http.filter.ServerFilterChain;
import io.netty.channel.Channel;
import org.reactivestreams.Publisher;

/**
 * Finishes every WebSocket handshake on its connection's event loop. Authentication asks the
 * database on another thread, and the framework would go on there: it answers the handshake, and
 * exchanges the pipeline's handlers a moment later. A client's first frame that came in between
 * would meet the handler for HTTP requests, and be lost with a server error. Stateless.
 */
@Filter(Filter.MATCH_ALL_PATTERN)
final class UpgradeOnEventLoop implements HttpServerFilter {

    @Override
    public Publisher<MutableHttpResponse<?>> doFilter(
            HttpRequest<?> request, ServerFilterChain chain) {
        Channel channel =
                request.getHeaders().contains(HttpHeaders.UPGRADE)
                        ? RequestChannel.of(request)
                        : null;
        if (channel == null) {
            return chain.proceed(request);
        }
        PropagatedContext context = PropagatedContext.getOrEmpty();
        return subscriber ->
                channel.eventLoop()
                        .execute(context.wrap(() -> chain.proceed(request).subscribe(subscriber)));
    }

    /** Last, so that nothing leaves the event loop again. */
    @Override
    public int getOrder() {
        return Ordered.LOWEST_PRECEDENCE;
    }
}
