package dev.astir.app.feed;

import dev.astir.app.platform.DatabaseWatch;
import dev.astir.app.platform.FailFastDataSource;
import dev.astir.app.platform.NodeBus;
import dev.astir.app.platform.RecheckInterval;
import dev.astir.app.trail.Trail;
import dev.astir.stream.ActivityStream;
import dev.astir.stream.EventType;
import dev.astir.stream.EventTypes;
import dev.astir.stream.digest.Thing;
import dev.astir.stream.feed.FeedAccess;
import dev.astir.stream.feed.FeedLimits;
import dev.astir.stream.rest.FeedRest;
import io.micronaut.context.annotation.Bean;
import io.micronaut.context.annotation.Factory;
import io.micronaut.jdbc.DataSourceResolver;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import javax.sql.DataSource;

/** Makes the stream that the app lives on. */
@Factory
final class FeedBeans {

    /** A reader is a person, with some tabs and scripts. */
    static final FeedLimits LIMITS = FeedLimits.DEFAULT.withSessions(100).withSubscriptions(500);

    /** On the system's pool: the stream's tables have a wall of their own. */
    @Singleton
    @Bean(preDestroy = "close")
    ActivityStream stream(
            @Named("system") DataSource dataSource,
            DataSourceResolver resolver,
            DatabaseWatch watch,
            ActorNames names,
            FeedViews views,
            NodeBus nodes,
            List<FeedTypes> types,
            RecheckInterval recheck,
            Clock clock) {
        // The bean itself only hands out a connection inside a framework's transaction.
        DataSource pool = new FailFastDataSource(resolver.resolve(dataSource), watch);
        ActivityStream.Builder builder = ActivityStream.builder(pool);
        for (FeedTypes declared : types) {
            Duration kept = declared.keptFor();
            if (kept != null) {
                declared.types().forEach(type -> builder.retention(type.name(), kept));
            }
        }
        return builder.types(
                        EventTypes.of(
                                types.stream()
                                        .flatMap(declared -> declared.types().stream())
                                        .toList()))
                .enricher(names)
                .onRead(views)
                .limits(LIMITS)
                .bus(nodes.bus())
                .accessCheck(recheck.longest())
                .clock(clock)
                .build();
    }

    /** What is answered at {@code /api/activities}. */
    @Singleton
    FeedRest rest(
            ActivityStream stream,
            Comments comments,
            Trail trail,
            AppFeedAuthenticator authenticator,
            List<FeedTypes> types,
            List<OwnThings> things) {
        Set<String> reserved =
                types.stream()
                        .filter(FeedTypes::isReserved)
                        .flatMap(declared -> declared.types().stream())
                        .map(EventType::name)
                        .collect(Collectors.toUnmodifiableSet());
        return FeedRest.builder(stream)
                .authenticator(authenticator)
                .reservedTypes(type -> reserved.contains(type) || ObservedTypes.includes(type))
                .onComment(comments::publish)
                .onChange(new PostChanges(comments, trail))
                .things(access -> thingsOf(things, access))
                .summaryWords(FeedWords.all())
                .build();
    }

    private static Set<Thing> thingsOf(List<OwnThings> features, FeedAccess access) {
        UUID organization = UUID.fromString(access.feed());
        UUID person = UUID.fromString(Objects.requireNonNull(access.actor()).id());
        return features.stream()
                .flatMap(feature -> feature.of(organization, person).stream())
                .collect(Collectors.toUnmodifiableSet());
    }
}
