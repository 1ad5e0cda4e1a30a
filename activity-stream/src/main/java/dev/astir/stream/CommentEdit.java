package dev.astir.stream;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a comment is to be. Immutable.
 *
 * @param body the text, 1 to 4,000 characters, not blank
 * @param mentions the ids of those whom it mentions, at most 50; null leaves them as they are
 */
public record CommentEdit(String body, @Nullable List<String> mentions) {

    public CommentEdit {
        body = NewComment.body(body);
        mentions = mentions == null ? null : NewComment.mentions(mentions);
    }

    /** Another text, with the same mentions. */
    public static CommentEdit of(String body) {
        return new CommentEdit(body, null);
    }
}
