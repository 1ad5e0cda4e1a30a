package dev.astir.stream.rest;

import dev.astir.stream.ActivityEvent;
import dev.astir.stream.ActivityStream;
import dev.astir.stream.Actor;
import dev.astir.stream.Comment;
import dev.astir.stream.CommentEdit;
import dev.astir.stream.CommentPage;
import dev.astir.stream.Editor;
import dev.astir.stream.NewComment;
import dev.astir.stream.Outcome;
import dev.astir.stream.feed.EventJson;
import dev.astir.stream.feed.FeedAccess;
import dev.astir.stream.feed.FeedRight;
import java.util.List;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reactions and comments. Thread-safe. */
final class ConversationRoutes {
    private static final Logger LOG = LoggerFactory.getLogger(ConversationRoutes.class);
    private static final int PAGE = 50;

    private final ActivityStream stream;
    private final CommentListener listener;
    private final ChangeListener changes;

    ConversationRoutes(ActivityStream stream, CommentListener listener, ChangeListener changes) {
        this.stream = stream;
        this.listener = listener;
        this.changes = changes;
    }

    /**
     * @param event the event that it is about
     * @param steps what follows the event's id in the path
     */
    RestAnswer route(UUID event, List<String> steps, RestRequest request, FeedAccess access) {
        boolean isWhole = steps.size() == 1;
        if (steps.size() > 2) {
            throw RefusedException.notFound();
        }
        return switch (steps.get(0)) {
            case "reactions" ->
                    isWhole
                            ? FeedRest.only("GET", request, () -> reactions(event, access))
                            : react(event, steps.get(1), request, access);
            case "comments" ->
                    isWhole
                            ? comments(event, request, access)
                            : comment(event, FeedRest.id(steps.get(1)), request, access);
            default -> throw RefusedException.notFound();
        };
    }

    private RestAnswer reactions(UUID event, FeedAccess access) {
        return RestAnswer.json(
                200,
                ConversationJson.reactions(
                        stream.reactions(access.reader(), event)
                                .orElseThrow(RefusedException::notFound)));
    }

    private RestAnswer react(UUID event, String emoji, RestRequest request, FeedAccess access) {
        Outcome<ActivityEvent> outcome =
                switch (request.method()) {
                    case "POST" ->
                            stream.react(
                                    access.reader(),
                                    event,
                                    Routes.actor(access, FeedRight.DISCUSS),
                                    emoji);
                    case "DELETE" ->
                            stream.unreact(
                                    access.reader(),
                                    event,
                                    Routes.actor(access, FeedRight.DISCUSS).id(),
                                    emoji);
                    default -> throw RefusedException.method("POST, DELETE");
                };
        Outcome.Done<ActivityEvent> done = Routes.done(outcome);
        List<String> own =
                stream.reactionsOf(
                                access.reader(),
                                Routes.actor(access, FeedRight.DISCUSS).id(),
                                List.of(event))
                        .getOrDefault(event, List.of());
        return RestAnswer.json(200, EventJson.write(done.value(), done.position(), own));
    }

    private RestAnswer comments(UUID event, RestRequest request, FeedAccess access) {
        return switch (request.method()) {
            case "GET" -> {
                CommentPage page =
                        stream.comments(
                                        access.reader(),
                                        event,
                                        request.parameter("after"),
                                        request.number("limit", PAGE))
                                .orElseThrow(RefusedException::notFound);
                yield RestAnswer.json(200, ConversationJson.page(page, access.actor()));
            }
            case "POST" -> write(event, request, access);
            default -> throw RefusedException.method("GET, POST");
        };
    }

    private RestAnswer write(UUID event, RestRequest request, FeedAccess access) {
        Actor author = Routes.actor(access, FeedRight.DISCUSS);
        Fields fields = Fields.of(request.body()).only("body", "parentId", "mentions");
        NewComment comment =
                NewComment.builder(author, fields.required("body", "a text"))
                        .parent(fields.id("parentId"))
                        .mentions(fields.texts("mentions"))
                        .build();
        Comment written = Routes.done(stream.comment(access.reader(), event, comment)).value();
        tell(access, written);
        return RestAnswer.json(201, ConversationJson.comment(written, author));
    }

    private void tell(FeedAccess access, Comment comment) {
        try {
            stream.find(access.reader(), comment.eventId())
                    .ifPresent(event -> listener.commented(access, event, comment));
        } catch (RuntimeException e) {
            // The comment is stored, whatever becomes of telling it.
            LOG.warn("a comment's listener failed", e);
        }
    }

    private RestAnswer comment(UUID event, UUID id, RestRequest request, FeedAccess access) {
        switch (request.method()) {
            case "PATCH" -> {
                Editor editor = Routes.editor(access, FeedRight.DISCUSS);
                Fields fields = Fields.of(request.body()).only("body", "mentions");
                CommentEdit edit =
                        new CommentEdit(
                                fields.required("body", "a text"),
                                fields.has("mentions") ? fields.texts("mentions") : null);
                Comment edited =
                        Routes.done(stream.editComment(access.reader(), event, id, edit, editor))
                                .value();
                return RestAnswer.json(200, ConversationJson.comment(edited, access.actor()));
            }
            case "DELETE" -> {
                Editor editor = Routes.remover(access, FeedRight.DISCUSS);
                String reason = Routes.reason(request);
                Comment before =
                        stream.findComment(access.reader(), event, id)
                                .filter(comment -> !comment.deleted())
                                .orElseThrow(RefusedException::notFound);
                Routes.check(editor, before.authorId());
                changes.deletingComment(access, before, reason);
                Comment unused =
                        Routes.done(stream.deleteComment(access.reader(), event, id, editor))
                                .value();
                return new RestAnswer.Empty(204);
            }
            default -> throw RefusedException.method("PATCH, DELETE");
        }
    }
}
