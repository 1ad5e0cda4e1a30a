package dev.astir.app.integrations;

import static dev.astir.app.integrations.BoundedJson.text;

import com.fasterxml.jackson.databind.JsonNode;
import dev.astir.app.web.ProblemException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * <a href="https://docs.gitlab.com/user/project/integrations/webhook_events/">GitLab's
 * webhooks</a>: pushes, issues and merge requests. Stateless.
 */
final class GitLabShape implements Shape {

    /** The last one is shared by what one event set off, so it comes last. */
    private static final String[] IDS = {Signatures.ID, "idempotency-key", "x-gitlab-event-uuid"};

    private static final String REPOSITORY = "/project/path_with_namespace";

    /** The sha that stands for what is not there. */
    private static final String NOTHING = "0000000000000000000000000000000000000000";

    private static final Map<String, String> OF_ISSUES =
            Map.of("open", "opened", "close", "closed", "reopen", "reopened");

    private static final Map<String, String> OF_MERGE_REQUESTS =
            Map.of(
                    "open", "opened",
                    "close", "closed",
                    "reopen", "reopened",
                    "merge", "merged",
                    "approved", "approved",
                    "unapproved", "took back the approval of");

    @Override
    public Reading read(Delivery delivery) {
        if (!delivery.isJson()) {
            throw ProblemException.unsupportedMediaType("The body must be application/json.");
        }
        String id = delivery.firstOf(IDS).orElse(null);
        JsonNode body = BoundedJson.object(delivery.body());
        String kind = RepositoryEvents.required(body, "/object_kind");
        return switch (kind) {
            case "push", "tag_push" -> push(id, body);
            case "issue" -> issue(id, body);
            case "merge_request" -> mergeRequest(id, body);
            default ->
                    new Reading.Ignored(
                            id,
                            Fitting.line(kind, Fitting.KEY),
                            "Only pushes, issues and merge requests are told.");
        };
    }

    private static Reading push(@Nullable String id, JsonNode body) {
        boolean isDeleted = NOTHING.equals(text(body, "/after"));
        return new Reading.Event(
                id,
                RepositoryEvents.push(
                                RepositoryEvents.required(body, REPOSITORY),
                                RepositoryEvents.required(body, "/ref"),
                                body.at("/total_commits_count").asInt(body.at("/commits").size()),
                                NOTHING.equals(text(body, "/before")),
                                isDeleted)
                        .actor(
                                name(text(body, "/user_name"), text(body, "/user_username")),
                                text(body, "/user_email"))
                        .url(text(body, "/project/web_url"))
                        .metadata("head", isDeleted ? null : text(body, "/after")));
    }

    private static Reading issue(@Nullable String id, JsonNode body) {
        JsonNode issue = body.at("/object_attributes");
        String action = RepositoryEvents.required(issue, "/action");
        if (issue.at("/confidential").asBoolean()) {
            return new Reading.Ignored(
                    id, RepositoryEvents.ISSUE, "It is confidential, and the feed is everybody's.");
        }
        String words = OF_ISSUES.get(action);
        return words == null
                ? RepositoryEvents.notTold(id, RepositoryEvents.ISSUE, action)
                : new Reading.Event(
                        id,
                        numbered(RepositoryEvents.ISSUE, words, "issue", "#", body)
                                .metadata("action", action));
    }

    private static Reading mergeRequest(@Nullable String id, JsonNode body) {
        JsonNode request = body.at("/object_attributes");
        String action = RepositoryEvents.required(request, "/action");
        String words = OF_MERGE_REQUESTS.get(action);
        return words == null
                ? RepositoryEvents.notTold(id, RepositoryEvents.PULL_REQUEST, action)
                : new Reading.Event(
                        id,
                        numbered(RepositoryEvents.PULL_REQUEST, words, "merge request", "!", body)
                                .metadata("action", action)
                                .metadata("branch", text(request, "/source_branch"))
                                .metadata("target", text(request, "/target_branch")));
    }

    private static Draft numbered(
            String type, String words, String noun, String sign, JsonNode body) {
        JsonNode thing = body.at("/object_attributes");
        return RepositoryEvents.numbered(
                        type,
                        words,
                        noun,
                        RepositoryEvents.required(body, REPOSITORY),
                        sign + RepositoryEvents.required(thing, "/iid"),
                        text(thing, "/title"))
                .url(text(thing, "/url"))
                .actor(
                        name(text(body, "/user/name"), text(body, "/user/username")),
                        text(body, "/user/email"))
                .at(RepositoryEvents.time(text(thing, "/updated_at")));
    }

    private static @Nullable String name(@Nullable String full, @Nullable String user) {
        return full == null || full.isBlank() ? user : full;
    }
}
