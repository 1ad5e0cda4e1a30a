package dev.astir.stream.quickstart.micronaut;

import dev.astir.stream.ActivityStream;
import dev.astir.stream.Actor;
import dev.astir.stream.feed.Admission;
import dev.astir.stream.feed.FeedAccess;
import dev.astir.stream.feed.FeedAuthenticator;
import dev.astir.stream.feed.FeedRight;
import dev.astir.stream.postgres.StreamSchema;
import dev.astir.stream.quickstart.Users;
import dev.astir.stream.quickstart.Users.User;
import io.micronaut.context.annotation.Bean;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import java.util.Set;
import javax.sql.DataSource;

@Requires(property = "quickstart")
@Factory
class Feed {
    @Singleton
    @Bean(preDestroy = "close")
    ActivityStream stream(DataSource dataSource) {
        StreamSchema.migrate(dataSource);
        return ActivityStream.of(dataSource);
    }

    @Singleton
    FeedAuthenticator authenticator(Users users) {
        return FeedAuthenticator.ofTokens(
                "session",
                token ->
                        users.byToken(token)
                                .map(user -> Admission.granted(access(user)))
                                .orElseGet(Admission::notAuthenticated));
    }

    private static FeedAccess access(User user) {
        return FeedAccess.of(user.id(), user.team(), Set.of("user:" + user.id()))
                .as(Actor.of(user.id(), user.name()), FeedRight.PUBLISH, FeedRight.DISCUSS);
    }
}
