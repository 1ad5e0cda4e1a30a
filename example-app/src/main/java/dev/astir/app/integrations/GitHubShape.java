package dev.astir.app.integrations;

import static dev.astir.app.integrations.BoundedJson.text;

import com.fasterxml.jackson.databind.JsonNode;
import dev.astir.app.web.ProblemException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * <a href="https://docs.github.com/webhooks/webhook-events-and-payloads">GitHub's webhooks</a>:
 * pushes, issues and pull requests. Stateless.
 */
final class GitHubShape implements Shape {

    static final String EVENT = "x-github-event";
    static final String DELIVERY = "x-github-delivery";

    /** What is worth telling of an issue, in words; the rest is labels and such. */
    private static final Map<String, String> OF_ISSUES =
            Map.of(
                    "opened", "opened",
                    "closed", "closed",
                    "reopened", "reopened",
                    "edited", "edited",
                    "deleted", "deleted",
                    "transferred", "transferred");

    private static final Map<String, String> OF_PULL_REQUESTS =
            Map.of(
                    "opened", "opened",
                    "closed", "closed",
                    "reopened", "reopened",
                    "edited", "edited",
                    "ready_for_review", "asked for a review of",
                    "converted_to_draft", "made a draft of");

    @Override
    public Reading read(Delivery delivery) {
        if (!delivery.isJson()) {
            throw ProblemException.unsupportedMediaType(
                    "Choose the content type application/json for the webhook at GitHub.");
        }
        String event =
                delivery.header(EVENT)
                        .orElseThrow(() ->
                                ProblemException.malformed(
                                        "The header X-GitHub-Event is missing."));
        String id = delivery.firstOf(DELIVERY, Signatures.ID).orElse(null);
        JsonNode body = BoundedJson.object(delivery.body());
        return switch (event) {
            case "push" -> push(id, body);
            case "issues" -> issue(id, body);
            case "pull_request" -> pullRequest(id, body);
            case "ping" -> new Reading.Ignored(id, "ping", "A ping tells of nothing.");
            default ->
                    new Reading.Ignored(
                            id,
                            Fitting.line(event, Fitting.KEY),
                            "Only pushes, issues and pull requests are told.");
        };
    }

    private static Reading push(@Nullable String id, JsonNode body) {
        String repository = RepositoryEvents.required(body, "/repository/full_name");
        String login = text(body, "/sender/login");
        // The author whom GitHub knows by the e-mail, if it is they who pushed; anybody may write
        // another's address into a commit.
        String author = text(body, "/head_commit/author/username");
        String email =
                login != null && login.equals(author)
                        ? text(body, "/head_commit/author/email")
                        : null;
        return new Reading.Event(
                id,
                RepositoryEvents.push(
                                repository,
                                RepositoryEvents.required(body, "/ref"),
                                body.at("/commits").size(),
                                body.at("/created").asBoolean(),
                                body.at("/deleted").asBoolean())
                        .actor(
                                login == null ? text(body, "/pusher/name") : login,
                                email == null ? text(body, "/pusher/email") : email)
                        .url(
                                body.at("/deleted").asBoolean()
                                        ? text(body, "/repository/html_url")
                                        : text(body, "/compare"))
                        .metadata("head", text(body, "/after"))
                        .metadata("forced", body.at("/forced").asBoolean() ? true : null));
    }

    private static Reading issue(@Nullable String id, JsonNode body) {
        String action = RepositoryEvents.required(body, "/action");
        String words = OF_ISSUES.get(action);
        return words == null
                ? RepositoryEvents.notTold(id, RepositoryEvents.ISSUE, action)
                : new Reading.Event(
                        id,
                        numbered(RepositoryEvents.ISSUE, words, "issue", body, body.at("/issue"))
                                .metadata("action", action));
    }

    private static Reading pullRequest(@Nullable String id, JsonNode body) {
        String action = RepositoryEvents.required(body, "/action");
        JsonNode request = body.at("/pull_request");
        boolean isMerged = action.equals("closed") && request.at("/merged").asBoolean();
        String words = isMerged ? "merged" : OF_PULL_REQUESTS.get(action);
        return words == null
                ? RepositoryEvents.notTold(id, RepositoryEvents.PULL_REQUEST, action)
                : new Reading.Event(
                        id,
                        numbered(
                                        RepositoryEvents.PULL_REQUEST,
                                        words,
                                        "pull request",
                                        body,
                                        request)
                                .metadata("action", isMerged ? "merged" : action)
                                .metadata("branch", text(request, "/head/ref"))
                                .metadata("target", text(request, "/base/ref"))
                                .metadata("commits", RepositoryEvents.count(request, "/commits"))
                                .metadata(
                                        "changedFiles",
                                        RepositoryEvents.count(request, "/changed_files")));
    }

    private static Draft numbered(
            String type, String words, String noun, JsonNode body, JsonNode thing) {
        return RepositoryEvents.numbered(
                        type,
                        words,
                        noun,
                        RepositoryEvents.required(body, "/repository/full_name"),
                        "#" + RepositoryEvents.required(thing, "/number"),
                        text(thing, "/title"))
                .url(text(thing, "/html_url"))
                .actor(text(body, "/sender/login"), null)
                .at(RepositoryEvents.time(text(thing, "/updated_at")));
    }
}
