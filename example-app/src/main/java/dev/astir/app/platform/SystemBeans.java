package dev.astir.app.platform;

import dev.astir.tracker.micronaut.ClientIdResolver;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Secondary;
import jakarta.inject.Singleton;
import java.time.Clock;

/** What every feature may ask for. */
@Factory
final class SystemBeans {

    /** The wall clock, in UTC. */
    @Singleton
    @Secondary
    Clock clock() {
        return Clock.systemUTC();
    }

    /** The tracker's clients are the people and devices that are signed in, by their id. */
    @Singleton
    ClientIdResolver clientIdResolver() {
        return ClientIdResolver.principal();
    }
}
