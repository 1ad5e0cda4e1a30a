package dev.astir.app.feed;

import dev.astir.stream.ActivityStream;
import dev.astir.stream.rest.FeedRest;
import io.micronaut.context.annotation.Bean;
import io.micronaut.context.annotation.Factory;
import io.micronaut.jdbc.DataSourceResolver;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.time.Clock;
import javax.sql.DataSource;

/** Makes the stream that the app lives on. */
@Factory
final class FeedBeans {

    /** On the system's pool: the stream's tables have a wall of their own. */
    @Singleton
    @Bean(preDestroy = "close")
    ActivityStream stream(
            @Named("system") DataSource dataSource,
            DataSourceResolver resolver,
            ActorNames names,
            NodeBus nodes,
            Clock clock) {
        // The bean itself only hands out a connection inside a framework's transaction.
        return ActivityStream.builder(resolver.resolve(dataSource))
                .types(FeedTypes.all())
                .enricher(names)
                .bus(nodes.bus())
                .clock(clock)
                .build();
    }

    /** What is answered at {@code /api/activities}. */
    @Singleton
    FeedRest rest(ActivityStream stream, FeedPublisher publisher) {
        return FeedRest.builder(stream)
                .reservedTypes(FeedTypes::isReserved)
                .onComment(publisher::commented)
                .build();
    }
}
