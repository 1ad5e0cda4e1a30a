package dev.astir.tracker.micronaut;

import io.micronaut.context.annotation.Context;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Requires;

/** Makes the resolver that the settings name, unless the application has one. */
@Factory
final class ResolverFactory {

    /** Made at the start, so that a wrong setting stops the start and not each request. */
    @Context
    @Requires(missingBeans = ClientIdResolver.class)
    ClientIdResolver clientIdResolver(Settings settings) {
        TrackerConfiguration configuration = settings.configuration();
        long limit = configuration.bodyLimit();
        if (limit < 1 || limit > ClientIdResolver.MAX_BODY_LIMIT) {
            throw Setting.wrong(
                    "body-limit",
                    limit + "",
                    "from 1 to " + ClientIdResolver.MAX_BODY_LIMIT + " bytes");
        }
        try {
            return ClientIdResolver.parse(configuration.clientId(), (int) limit);
        } catch (IllegalArgumentException e) {
            throw Setting.wrong("client-id", e);
        }
    }
}
