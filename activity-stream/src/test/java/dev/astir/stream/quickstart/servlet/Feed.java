package dev.astir.stream.quickstart.servlet;

import dev.astir.stream.ActivityStream;
import dev.astir.stream.Actor;
import dev.astir.stream.feed.Admission;
import dev.astir.stream.feed.FeedAccess;
import dev.astir.stream.feed.FeedAuthenticator;
import dev.astir.stream.feed.FeedRight;
import dev.astir.stream.jakarta.FeedEndpoints;
import dev.astir.stream.postgres.StreamSchema;
import dev.astir.stream.quickstart.Users;
import dev.astir.stream.quickstart.Users.User;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import java.util.Set;
import javax.sql.DataSource;

public class Feed implements ServletContextListener {
    private final Users users;
    private final ActivityStream stream;

    public Feed(DataSource dataSource, Users users) {
        StreamSchema.migrate(dataSource);
        this.stream = ActivityStream.of(dataSource);
        this.users = users;
    }

    @Override
    public void contextInitialized(ServletContextEvent event) {
        FeedAuthenticator authenticator =
                FeedAuthenticator.ofTokens(
                        "session",
                        token ->
                                users.byToken(token)
                                        .map(user -> Admission.granted(access(user)))
                                        .orElseGet(Admission::notAuthenticated));
        FeedEndpoints.builder(stream, authenticator)
                .restPath("/api/activities")
                .register(event.getServletContext());
    }

    @Override
    public void contextDestroyed(ServletContextEvent event) {
        stream.close();
    }

    private static FeedAccess access(User user) {
        return FeedAccess.of(user.id(), user.team(), Set.of("user:" + user.id()))
                .as(Actor.of(user.id(), user.name()), FeedRight.PUBLISH, FeedRight.DISCUSS);
    }
}
