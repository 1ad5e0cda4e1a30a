package dev.astir.app.integrations;

import com.fasterxml.jackson.databind.JsonNode;
import dev.astir.app.feed.FeedTypes;
import dev.astir.app.web.Problem;
import dev.astir.app.web.ProblemException;
import dev.astir.stream.EventType;
import io.micronaut.context.annotation.Bean;
import io.micronaut.context.annotation.Factory;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What happens in repositories, whoever keeps them. Stateless. */
@Factory
final class RepositoryEvents {

    static final String PUSH = "integration.push";
    static final String ISSUE = "integration.issue";
    static final String PULL_REQUEST = "integration.pull-request";

    private static final String BRANCH = "refs/heads/";
    private static final String TAG = "refs/tags/";

    /** The app tells these, in the words of whoever sent them. */
    @Bean
    @Singleton
    FeedTypes types() {
        return FeedTypes.reserved(
                EventType.of(PUSH, "⬆", "#b45309", "{actor} pushed to {entity}"),
                EventType.of(ISSUE, "📝", "#0f766e", "{actor} changed issue {reference}: {entity}"),
                EventType.of(
                        PULL_REQUEST,
                        "⇄",
                        "#6d28d9",
                        "{actor} changed pull request {reference}: {entity}"));
    }

    /** A push of commits, or one that makes or deletes a branch or a tag. */
    static Draft push(
            String repository, String ref, int commits, boolean isCreated, boolean isDeleted) {
        boolean isTag = ref.startsWith(TAG);
        String name =
                isTag
                        ? ref.substring(TAG.length())
                        : ref.startsWith(BRANCH) ? ref.substring(BRANCH.length()) : ref;
        String noun = isTag ? "tag" : "branch";
        String deed;
        if (isDeleted) {
            deed = "deleted %s %s of %s".formatted(noun, name, repository);
        } else if (isTag) {
            deed = "pushed tag %s to %s".formatted(name, repository);
        } else if (isCreated && commits == 0) {
            deed = "created branch %s of %s".formatted(name, repository);
        } else {
            deed =
                    "pushed %d %s to %s of %s"
                            .formatted(
                                    commits, commits == 1 ? "commit" : "commits", name, repository);
        }
        return Draft.of(PUSH)
                .deed(deed)
                .entity("repository", repository, repository)
                .metadata("repository", repository)
                .metadata(noun, name)
                .metadata("commits", commits)
                .metadata("action", isDeleted ? "deleted" : isCreated ? "created" : "pushed");
    }

    /** What was done with something that has a number. */
    static Draft numbered(
            String type,
            String words,
            String noun,
            String repository,
            String reference,
            @Nullable String title) {
        String about = title == null || title.isBlank() ? "" : ": " + title;
        return Draft.of(type)
                .deed("%s %s %s of %s%s".formatted(words, noun, reference, repository, about))
                .entity(noun.replace(' ', '-'), repository + reference, title)
                .reference(reference)
                .metadata("repository", repository);
    }

    static Reading notTold(@Nullable String senderId, String type, String action) {
        return new Reading.Ignored(
                senderId,
                type,
                "The action \"%s\" is not told.".formatted(Fitting.line(action, Fitting.KEY)));
    }

    /**
     * A text that each of these has.
     *
     * @throws ProblemException 400 that names the place, when it is not there
     */
    static String required(JsonNode body, String pointer) {
        String text = BoundedJson.text(body, pointer);
        if (text == null || text.isBlank()) {
            throw ProblemException.invalid(
                    List.of(Problem.FieldError.of(pointer, "must be there", null)));
        }
        return text;
    }

    static @Nullable Integer count(JsonNode body, String pointer) {
        JsonNode value = body.at(pointer);
        return value.isInt() ? (Integer) value.intValue() : null;
    }

    /** Null for what nobody can read: then it is now. */
    static @Nullable Instant time(@Nullable String text) {
        return text == null ? null : Fitting.time(text).orElse(null);
    }
}
