package dev.astir.stream.rest;

import dev.astir.stream.Actor;
import dev.astir.stream.Comment;
import dev.astir.stream.CommentPage;
import dev.astir.stream.Reaction;
import dev.astir.stream.feed.EventJson;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Comments and reactions as JSON. Stateless. */
final class ConversationJson {
    private ConversationJson() {}

    static String comment(Comment comment, @Nullable Actor reader) {
        return EventJson.writeObject(fields(comment, reader));
    }

    static String page(CommentPage page, @Nullable Actor reader) {
        Map<String, @Nullable Object> object = new LinkedHashMap<>();
        object.put("items", page.items().stream().map(comment -> fields(comment, reader)).toList());
        object.put("next", page.next());
        return EventJson.writeObject(object);
    }

    static String reactions(List<Reaction> reactions) {
        Map<String, @Nullable Object> object = new LinkedHashMap<>();
        object.put("items", reactions.stream().map(ConversationJson::fields).toList());
        object.put("next", null);
        return EventJson.writeObject(object);
    }

    private static Map<String, @Nullable Object> fields(Comment comment, @Nullable Actor reader) {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        fields.put("id", comment.id());
        fields.put("eventId", comment.eventId());
        fields.put("parentId", comment.parentId());
        fields.put("authorId", comment.authorId());
        fields.put("authorName", comment.authorName());
        fields.put("body", comment.body());
        fields.put("mentions", comment.mentions());
        fields.put("createdAt", comment.createdAt());
        fields.put("editedAt", comment.editedAt());
        fields.put("deleted", comment.deleted());
        fields.put(
                "mine",
                reader != null && !comment.deleted() && reader.id().equals(comment.authorId()));
        return fields;
    }

    private static Map<String, @Nullable Object> fields(Reaction reaction) {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        fields.put("emoji", reaction.emoji());
        fields.put("actorId", reaction.actorId());
        fields.put("actorName", reaction.actorName());
        fields.put("at", reaction.at());
        return fields;
    }
}
