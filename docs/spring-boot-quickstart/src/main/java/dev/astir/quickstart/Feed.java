package dev.astir.quickstart;

import dev.astir.quickstart.Users.User;
import dev.astir.stream.ActivityStream;
import dev.astir.stream.Actor;
import dev.astir.stream.feed.Admission;
import dev.astir.stream.feed.FeedAccess;
import dev.astir.stream.feed.FeedAuthenticator;
import dev.astir.stream.feed.FeedRight;
import dev.astir.stream.jakarta.FeedEndpoints;
import dev.astir.stream.postgres.StreamSchema;
import java.util.Set;
import javax.sql.DataSource;
import org.springframework.boot.sql.init.dependency.DependsOnDatabaseInitialization;
import org.springframework.boot.web.servlet.ServletContextInitializer;
import org.springframework.context.ApplicationListener;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.event.ContextClosedEvent;

@Configuration
class Feed {
    @Bean(destroyMethod = "close")
    @DependsOnDatabaseInitialization
    ActivityStream stream(DataSource dataSource) {
        StreamSchema.migrate(dataSource);
        return ActivityStream.of(dataSource);
    }

    @Bean
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

    @Bean
    FeedEndpoints endpoints(ActivityStream stream, FeedAuthenticator authenticator) {
        return FeedEndpoints.builder(stream, authenticator).restPath("/api/activities").build();
    }

    @Bean
    ServletContextInitializer registration(FeedEndpoints endpoints) {
        return endpoints::register;
    }

    /** First of all: otherwise the end waits for the readers, and then cuts them off. */
    @Bean
    ApplicationListener<ContextClosedEvent> farewell(FeedEndpoints endpoints) {
        return event -> endpoints.drain();
    }
}
