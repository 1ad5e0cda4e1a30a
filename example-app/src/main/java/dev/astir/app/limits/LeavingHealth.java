package dev.astir.app.limits;

import io.micronaut.core.async.publisher.Publishers;
import io.micronaut.health.HealthStatus;
import io.micronaut.management.health.indicator.HealthIndicator;
import io.micronaut.management.health.indicator.HealthResult;
import io.micronaut.management.health.indicator.annotation.Readiness;
import jakarta.inject.Singleton;
import org.reactivestreams.Publisher;

/** Not ready as soon as the node is {@link Leaving}. Thread-safe. */
@Singleton
@Readiness
final class LeavingHealth implements HealthIndicator {

    private final Leaving leaving;

    LeavingHealth(Leaving leaving) {
        this.leaving = leaving;
    }

    @Override
    public Publisher<HealthResult> getResult() {
        return Publishers.just(
                HealthResult.builder(
                                "leaving",
                                leaving.isAnnounced() ? HealthStatus.DOWN : HealthStatus.UP)
                        .build());
    }
}
