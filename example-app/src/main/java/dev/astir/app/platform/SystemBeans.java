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

    /** How soon a change of access is found that no node told of. */
    @Singleton
    @Secondary
    RecheckInterval recheckInterval() {
        return RecheckInterval.DEFAULT;
    }

    /** The tracker's clients are the people and devices that are signed in, by their id. */
    @Singleton
    ClientIdResolver clientIdResolver() {
        return ClientIdResolver.principal();
    }
}
