package dev.astir.stream;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A part of an event's comments, oldest first. An answer comes after what it answers, though
 * perhaps on a later page. Immutable.
 *
 * @param items the comments
 * @param next the cursor of the page after this one, or null at the end
 */
public record CommentPage(List<Comment> items, @Nullable String next) {

    public CommentPage {
        items = List.copyOf(items);
    }
}
