package dev.astir.app.identity;

import dev.astir.app.platform.RequestTrace;
import io.micronaut.core.order.Ordered;
import io.micronaut.core.propagation.PropagatedContext;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ServerFilter;
import io.micronaut.http.filter.ServerFilterPhase;
import io.micronaut.security.authentication.Authentication;

/** Lets the log name whose a request is, by ids. Stateless. */
@ServerFilter("/api/**")
final class TracedCaller implements Ordered {

    @RequestFilter
    void name(HttpRequest<?> request) {
        request.getUserPrincipal(Authentication.class)
                .flatMap(Identity::callerOf)
                .ifPresent(caller ->
                        PropagatedContext.getOrEmpty()
                                .find(RequestTrace.class)
                                .ifPresent(trace ->
                                        trace.isOf(caller.organizationId(), caller.userId())));
    }

    @Override
    public int getOrder() {
        return ServerFilterPhase.SECURITY.after();
    }
}
