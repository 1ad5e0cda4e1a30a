package dev.astir.app.web;

import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Produces;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.authentication.Authentication;
import io.micronaut.security.rules.SecurityRule;
import org.jspecify.annotations.Nullable;

/**
 * Metrics for Prometheus: for programs of the same machine, or with an administrator's access
 * token.
 */
@Problems
@Controller("/metrics")
@ExecuteOn(TaskExecutors.BLOCKING)
@Secured(SecurityRule.IS_ANONYMOUS)
class MetricsController {

    private final PrometheusMeterRegistry registry;

    MetricsController(PrometheusMeterRegistry registry) {
        this.registry = registry;
    }

    @Get
    @Produces("text/plain; version=0.0.4; charset=utf-8")
    String scrape(HttpRequest<?> request, @Nullable Authentication authentication) {
        boolean administrator =
                authentication != null && authentication.getRoles().contains("admin");
        if (!administrator && !local(request)) {
            throw ProblemException.forbidden(
                    "metrics-local",
                    "Metrics are for this machine, or for an administrator's access token.");
        }
        return registry.scrape();
    }

    /** A reverse proxy on this machine does not make those behind it local. */
    private static boolean local(HttpRequest<?> request) {
        return request.getRemoteAddress().getAddress().isLoopbackAddress()
                && !request.getHeaders().contains("X-Forwarded-For")
                && !request.getHeaders().contains("Forwarded");
    }
}
