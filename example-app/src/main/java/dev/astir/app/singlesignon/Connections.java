package dev.astir.app.singlesignon;

import dev.astir.app.outbound.Destinations;
import dev.astir.app.outbound.OutboundHttp;
import dev.astir.app.platform.Settings;
import io.micronaut.context.annotation.Bean;
import io.micronaut.context.annotation.Factory;
import jakarta.inject.Singleton;

/** What asks providers, and where they may be. Stateless. */
@Factory
final class Connections {

    @Singleton
    Destinations destinations(Settings settings) {
        return new Destinations(settings.singleSignOnNetworks());
    }

    @Singleton
    @Bean(preDestroy = "close")
    OutboundHttp http(Destinations destinations) {
        return new OutboundHttp(destinations);
    }
}
