package dev.astir.app.devices;

import dev.astir.app.platform.RequestTrace;
import io.micronaut.core.order.Ordered;
import io.micronaut.core.propagation.PropagatedContext;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ServerFilter;
import io.micronaut.http.filter.ServerFilterPhase;
import io.micronaut.security.authentication.Authentication;

/** Lets the log name whose device a request comes from, by ids. Stateless. */
@ServerFilter("/api/agent/**")
final class TracedDevice implements Ordered {

    @RequestFilter
    void name(HttpRequest<?> request) {
        request.getUserPrincipal(Authentication.class)
                .filter(authentication ->
                        authentication.getRoles().contains(AgentAuthentication.ROLE))
                .ifPresent(authentication -> {
                    Device device = AgentAuthentication.device(request);
                    PropagatedContext.getOrEmpty()
                            .find(RequestTrace.class)
                            .ifPresent(
                                    trace -> trace.isOf(device.organizationId(), device.userId()));
                });
    }

    @Override
    public int getOrder() {
        return ServerFilterPhase.SECURITY.after();
    }
}
