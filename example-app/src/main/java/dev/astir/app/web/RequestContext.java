package dev.astir.app.web;

import dev.astir.app.platform.RequestTrace;
import io.micronaut.core.order.Ordered;
import io.micronaut.core.propagation.MutablePropagatedContext;
import io.micronaut.http.HttpAttributes;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ServerFilter;
import io.micronaut.web.router.UriRouteMatch;
import io.netty.channel.Channel;

/** Lets a request's {@link RequestTrace} follow it to whatever threads work for it. Stateless. */
@ServerFilter(ServerFilter.MATCH_ALL_PATTERN)
final class RequestContext implements Ordered {

    @RequestFilter
    void begin(HttpRequest<?> request, MutablePropagatedContext context) {
        Channel channel = RequestChannel.of(request);
        RequestTrace trace = channel == null ? null : RequestIds.of(channel);
        if (trace != null) {
            request.getAttribute(HttpAttributes.ROUTE_MATCH, UriRouteMatch.class)
                    .ifPresent(route ->
                            trace.servedBy(
                                    route.getRouteInfo().getUriMatchTemplate().toPathString()));
            context.add(trace);
        }
    }

    @Override
    public int getOrder() {
        return Ordered.HIGHEST_PRECEDENCE;
    }
}
