package dev.astir.stream.rest;

import dev.astir.stream.Actor;
import dev.astir.stream.Editor;
import dev.astir.stream.InvalidInputException;
import dev.astir.stream.Outcome;
import dev.astir.stream.feed.FeedAccess;
import dev.astir.stream.feed.FeedRight;
import org.jspecify.annotations.Nullable;

/** What the routes share: who may do what, and what became of it. Stateless. */
final class Routes {
    private static final int LONGEST_REASON = 500;

    private Routes() {}

    /** The caller, who must have this right. */
    static Actor actor(FeedAccess access, FeedRight right) {
        Actor actor = access.actor();
        if (actor == null || !access.may(right)) {
            throw RefusedException.forbidden("You may read here, and not write.");
        }
        return actor;
    }

    /** The caller as one who deletes: of everything by right, otherwise of their own. */
    static Editor remover(FeedAccess access, FeedRight right) {
        return access.may(FeedRight.REMOVE) ? Editor.anybody() : editor(access, right);
    }

    /** The caller as an editor: of everything as a moderator, otherwise of their own. */
    static Editor editor(FeedAccess access, FeedRight right) {
        return access.may(FeedRight.MODERATE)
                ? Editor.anybody()
                : Editor.author(actor(access, right).id());
    }

    /** The caller as an editor of events: of everybody's by right, otherwise of their own. */
    static Editor eventEditor(FeedAccess access) {
        return access.may(FeedRight.EDIT) ? Editor.anybody() : editor(access, FeedRight.PUBLISH);
    }

    /** Refuses to change what somebody else wrote, unless the editor may. */
    static void check(Editor editor, @Nullable String writtenBy) {
        if (!editor.mayChange(writtenBy)) {
            throw somebodyElses();
        }
    }

    private static RefusedException somebodyElses() {
        return RefusedException.forbidden("Somebody else wrote this.");
    }

    /** Why somebody deletes something, in their own words; null where they do not say. */
    static @Nullable String reason(RestRequest request) {
        String reason = request.parameter("reason");
        if (reason != null && reason.length() > LONGEST_REASON) {
            throw new InvalidInputException(
                    "reason", reason, "at most " + LONGEST_REASON + " characters");
        }
        return reason == null || reason.isBlank() ? null : reason.strip();
    }

    static <T> Outcome.Done<T> done(Outcome<T> outcome) {
        if (outcome instanceof Outcome.Done<T> done) {
            return done;
        }
        if (outcome instanceof Outcome.Forbidden<T>) {
            throw somebodyElses();
        }
        throw RefusedException.notFound();
    }
}
