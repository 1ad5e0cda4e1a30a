package dev.astir.stream;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Who makes a change: its author alone, or anybody whom the caller has let through, such as an
 * administrator. Checked in the transaction of the change, so nothing can come between. Immutable.
 *
 * @param authorId the id that the author of what is changed must have; null for anybody
 */
public record Editor(@Nullable String authorId) {
    private static final Editor ANYBODY = new Editor(null);

    /** The caller has decided; whoever the author is. */
    public static Editor anybody() {
        return ANYBODY;
    }

    /** Only what this person wrote. */
    public static Editor author(String actorId) {
        return new Editor(Objects.requireNonNull(actorId, "actorId"));
    }

    /** Whether this editor may change what that person wrote; null is the system. */
    public boolean mayChange(@Nullable String writtenBy) {
        return authorId == null || authorId.equals(writtenBy);
    }
}
