package dev.astir.app.feed;

import dev.astir.stream.ActivityEvent;
import dev.astir.stream.ActivityStream;
import dev.astir.stream.Comment;
import dev.astir.stream.EventEdit;
import dev.astir.stream.EventFilter;
import dev.astir.stream.EventPage;
import dev.astir.stream.EventType;
import dev.astir.stream.FeedReader;
import dev.astir.stream.feed.FeedAccess;
import io.micronaut.context.annotation.Bean;
import io.micronaut.context.annotation.Factory;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Tells of comments on the feed's own events: to those who can see what a comment is about, quoting
 * the beginning of it, unless it is what the app observed. Thread-safe.
 */
@Singleton
final class Comments {

    private static final String COMMENTED = "user.commented";

    /** How much of an activity's message stands in what is said about it. */
    private static final int LONGEST_EXCERPT = 80;

    private static final int PAGE = 200;

    private final ActivityStream stream;
    private final OrganizationFeed feed;

    /** What the app observed of people: what is said about it would outlive it. */
    private final Set<String> observed;

    Comments(ActivityStream stream, OrganizationFeed feed, List<FeedTypes> types) {
        this.stream = stream;
        this.feed = feed;
        this.observed =
                types.stream()
                        .filter(FeedTypes::isReserved)
                        .flatMap(declared -> declared.types().stream())
                        .map(EventType::name)
                        .collect(Collectors.toUnmodifiableSet());
    }

    /** What the app tells of people's own doing in the feed, and what tools tell of. */
    @Factory
    static final class Types {
        @Bean
        @Singleton
        FeedTypes observed() {
            return FeedTypes.reserved(
                    EventType.of(COMMENTED, "💬", "#7c3aed", "{actor} commented on {entity}"),
                    EventType.of(
                            "system.screenshot",
                            "📷",
                            "#64748b",
                            "A screenshot of {actor} was taken"));
        }

        @Bean
        @Singleton
        FeedTypes told() {
            return FeedTypes.open(
                    EventType.of("task.created", "＋", "#1d4ed8", "{actor} created {entity}"),
                    EventType.of("task.completed", "✔", "#15803d", "{actor} completed {entity}"),
                    EventType.of("code.pushed", "⬆", "#b45309", "{actor} pushed to {entity}"));
        }
    }

    /** Tells those who can see what a comment is about. */
    void publish(FeedAccess author, ActivityEvent about, Comment comment) {
        feed.publish(
                UUID.fromString(author.feed()),
                ActivityEvent.builder(COMMENTED)
                        .actor(comment.authorId(), comment.authorName())
                        .entity("activity", about.id().toString())
                        .entityName(excerpt(about))
                        .metadata(
                                Map.of(
                                        "commentId", comment.id(),
                                        "mentions", comment.mentions()))
                        .audience(about.audience().toArray(String[]::new))
                        .build());
    }

    /** The activity says something else now: what was said about it quotes that. */
    void quoteAnew(FeedAccess editor, ActivityEvent about) {
        String excerpt = excerpt(about);
        each(
                editor,
                about,
                (reader, said) -> {
                    String before = said.entityName();
                    String message = said.message();
                    EventEdit edit =
                            EventEdit.builder()
                                    .entityName(excerpt)
                                    .message(
                                            message != null
                                                            && before != null
                                                            && message.endsWith(before)
                                                    ? message.substring(
                                                                    0,
                                                                    message.length()
                                                                            - before.length())
                                                            + excerpt
                                                    : null)
                                    .build();
                    stream.edit(reader, said.id(), edit);
                });
    }

    /** The activity is gone: what was said about it goes too, since it quotes it. */
    void forget(FeedAccess editor, ActivityEvent about) {
        each(editor, about, (reader, said) -> stream.delete(reader, said.id()));
    }

    private void each(FeedAccess editor, ActivityEvent about, Following what) {
        FeedReader reader =
                about.audience().isEmpty()
                        ? editor.reader()
                        : ownReader(editor.feed(), about.audience());
        EventFilter filter = EventFilter.types(COMMENTED).entityId(about.id().toString());
        @Nullable String cursor = null;
        do {
            EventPage page = stream.page(reader, filter, cursor, PAGE);
            page.items().forEach(said -> what.accept(reader, said));
            cursor = page.next();
        } while (cursor != null);
    }

    /** Everybody in an audience, as nobody's look. */
    private static FeedReader ownReader(String name, Set<String> audience) {
        Set<String> groups = Audience.withoutPersons(audience);
        return new FeedReader(name, groups.isEmpty() ? audience : groups);
    }

    private String excerpt(ActivityEvent about) {
        if (observed.contains(about.eventType()) || ObservedTypes.includes(about.eventType())) {
            return "an activity";
        }
        String message = about.message();
        String text = message == null ? "" : message;
        return text.length() <= LONGEST_EXCERPT
                ? text
                : text.substring(0, LONGEST_EXCERPT).strip() + "…";
    }

    /** What is done with an event about another one. */
    private interface Following {
        void accept(FeedReader reader, ActivityEvent said);
    }
}
