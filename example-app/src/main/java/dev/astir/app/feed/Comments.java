package dev.astir.app.feed;

import dev.astir.stream.ActivityEvent;
import dev.astir.stream.Comment;
import dev.astir.stream.EventType;
import dev.astir.stream.feed.FeedAccess;
import io.micronaut.context.annotation.Bean;
import io.micronaut.context.annotation.Factory;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Tells of comments on the feed's own events, and knows the types that others publish. */
@Factory
final class Comments {

    private static final String COMMENTED = "user.commented";

    /** How much of an activity's message stands in what is said about it. */
    private static final int LONGEST_EXCERPT = 80;

    /** What tools and integrations tell of. */
    @Bean
    @Singleton
    FeedTypes types() {
        return FeedTypes.open(
                EventType.of("task.created", "＋", "#1d4ed8", "{actor} created {entity}"),
                EventType.of("task.completed", "✔", "#15803d", "{actor} completed {entity}"),
                EventType.of(COMMENTED, "💬", "#7c3aed", "{actor} commented on {entity}"),
                EventType.of("integration.push", "⬆", "#b45309", "{actor} pushed to {entity}"),
                EventType.of(
                        "system.screenshot", "📷", "#64748b", "A screenshot of {actor} was taken"));
    }

    /** Tells those who can see what a comment is about. */
    static void publish(
            OrganizationFeed feed, FeedAccess author, ActivityEvent about, Comment comment) {
        feed.publish(
                UUID.fromString(author.feed()),
                ActivityEvent.builder(COMMENTED)
                        .actor(comment.authorId(), comment.authorName())
                        .entity("activity", about.id().toString())
                        .entityName(excerpt(about.message()))
                        .metadata(
                                Map.of(
                                        "commentId", comment.id(),
                                        "mentions", comment.mentions()))
                        .audience(about.audience().toArray(String[]::new))
                        .build());
    }

    private static String excerpt(@Nullable String message) {
        String text = message == null ? "" : message;
        return text.length() <= LONGEST_EXCERPT
                ? text
                : text.substring(0, LONGEST_EXCERPT).strip() + "…";
    }
}
