package dev.astir.app.limits;

import io.github.bucket4j.TimeMeter;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Secondary;
import jakarta.inject.Singleton;

/** Makes what requests are counted by. */
@Factory
final class TokenBeans {

    @Singleton
    @Secondary
    RequestRates rates() {
        return RequestRates.DEFAULT;
    }

    @Singleton
    Tokens tokens() {
        return new LocalTokens(TimeMeter.SYSTEM_NANOTIME);
    }
}
