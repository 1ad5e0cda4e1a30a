package dev.astir.app.web;

import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Produces;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.rules.SecurityRule;
import io.swagger.v3.oas.annotations.tags.Tag;

/**
 * Metrics for Prometheus, as {@link MetricsAccess} allows. They tell of all organizations together,
 * so no organization's administrator may read them. Stateless.
 */
@Problems
@Tag(name = "Operations")
@Controller("/metrics")
@ExecuteOn(TaskExecutors.BLOCKING)
@Secured(SecurityRule.IS_ANONYMOUS)
class MetricsController {

    private final PrometheusMeterRegistry registry;
    private final MetricsAccess access;

    MetricsController(PrometheusMeterRegistry registry, MetricsAccess access) {
        this.registry = registry;
        this.access = access;
    }

    /** Tells figures about the app, as Prometheus reads them. */
    @Get
    @Produces("text/plain; version=0.0.4; charset=utf-8")
    String scrape(HttpRequest<?> request) {
        if (!access.allows(request)) {
            throw ProblemException.forbidden(
                    "metrics-operator",
                    "Metrics are for programs of this machine, by a loopback address and through no"
                            + " proxy, or for the operator's token (ASTIR_METRICS_TOKEN).");
        }
        return registry.scrape();
    }
}
