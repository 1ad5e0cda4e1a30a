package dev.astir.tracker.micronaut;

import dev.astir.tracker.http.JsonField;
import io.micronaut.context.annotation.Context;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;

/** Makes the resolvers that the settings name, unless the application has its own. */
@Factory
final class ResolverFactory {

    /** Made at the start, so that a wrong setting stops the start and not each request. */
    @Context
    @Requires(missingBeans = ClientIdResolver.class)
    ClientIdResolver clientIdResolver(Settings settings) {
        TrackerConfiguration configuration = settings.configuration();
        int limit;
        try {
            limit = JsonField.checkedLimit("body-limit", configuration.bodyLimit());
        } catch (IllegalArgumentException e) {
            throw Setting.wrong("body-limit", e);
        }
        try {
            return ClientIdResolver.parse(configuration.clientId(), limit);
        } catch (IllegalArgumentException e) {
            throw Setting.wrong("client-id", e);
        }
    }

    @Singleton
    @Requires(missingBeans = ActivityResolver.class)
    ActivityResolver activityResolver() {
        return ActivityResolver.route();
    }
}
