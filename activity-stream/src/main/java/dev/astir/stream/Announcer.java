package dev.astir.stream;

import dev.astir.stream.ActivityStore.Committed;
import dev.astir.stream.ConversationStore.Applied;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Checks what callers ask for, has it stored, and announces it after the commit. Thread-safe. */
final class Announcer implements Conversations {
    private static final Logger LOG = LoggerFactory.getLogger(Announcer.class);
    private static final Pattern CURSOR = Pattern.compile("[0-9]{1,18}");

    private final ConversationStore store;
    private final Consumer<List<Committed>> afterCommit;
    private final Clock clock;

    Announcer(ConversationStore store, Consumer<List<Committed>> afterCommit, Clock clock) {
        this.store = store;
        this.afterCommit = afterCommit;
        this.clock = clock;
    }

    @Override
    public Outcome<ActivityEvent> edit(FeedReader reader, UUID id, EventEdit edit, Editor editor) {
        return announced(store.edit(reader, id, edit, editor));
    }

    @Override
    public Outcome<ActivityEvent> delete(FeedReader reader, UUID id, Editor editor) {
        return announced(store.delete(reader, id, editor));
    }

    @Override
    public Outcome<ActivityEvent> react(FeedReader reader, UUID id, Actor actor, String emoji) {
        return announced(store.react(reader, id, actor, Emoji.checked(emoji), now()));
    }

    @Override
    public Outcome<ActivityEvent> unreact(
            FeedReader reader, UUID id, String actorId, String emoji) {
        String person = Rules.key("actorId", actorId);
        return announced(store.unreact(reader, id, person, Emoji.checked(emoji)));
    }

    @Override
    public Optional<List<Reaction>> reactions(FeedReader reader, UUID id) {
        return store.reactions(reader, id, MOST_REACTIONS);
    }

    @Override
    public Map<UUID, List<String>> reactionsOf(
            FeedReader reader, String actorId, Collection<UUID> ids) {
        if (ids.size() > ActivityStream.LARGEST_PAGE) {
            throw new InvalidInputException(
                    "ids", ids.size() + " ids", "at most " + ActivityStream.LARGEST_PAGE);
        }
        return store.reactionsOf(reader, Rules.key("actorId", actorId), ids);
    }

    @Override
    public Outcome<Comment> comment(FeedReader reader, UUID id, NewComment comment) {
        return announced(store.comment(reader, id, comment, now()));
    }

    @Override
    public Optional<CommentPage> comments(
            FeedReader reader, UUID id, @Nullable String cursor, int limit) {
        if (limit < 1 || limit > ActivityStream.LARGEST_PAGE) {
            throw new InvalidInputException("limit", limit, "1 to " + ActivityStream.LARGEST_PAGE);
        }
        return store.comments(reader, id, offset(cursor), limit);
    }

    @Override
    public Optional<Comment> findComment(FeedReader reader, UUID id, UUID commentId) {
        return store.findComment(reader, id, commentId);
    }

    static long offset(@Nullable String cursor) {
        if (cursor == null || cursor.isEmpty()) {
            return 0;
        }
        if (!CURSOR.matcher(cursor).matches()) {
            throw refusedCursor(cursor);
        }
        return Long.parseLong(cursor);
    }

    static InvalidInputException refusedCursor(String cursor) {
        return new InvalidInputException("cursor", cursor, "the cursor \"next\" of a page");
    }

    @Override
    public Outcome<Comment> editComment(
            FeedReader reader, UUID id, UUID commentId, CommentEdit edit, Editor editor) {
        return announced(store.editComment(reader, id, commentId, edit, editor, now()));
    }

    @Override
    public Outcome<Comment> deleteComment(
            FeedReader reader, UUID id, UUID commentId, Editor editor) {
        return announced(store.deleteComment(reader, id, commentId, editor));
    }

    @Override
    public Erasure eraseActor(String feed, String actorId, @Nullable String replacementName) {
        return store.erase(
                Rules.feed(feed),
                Rules.key("actorId", actorId),
                Rules.name("replacementName", replacementName),
                this::announce);
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    private <T> Outcome<T> announced(Applied<T> applied) {
        Committed committed = applied.committed();
        if (committed != null) {
            announce(List.of(committed));
        }
        return applied.outcome();
    }

    /**
     * What is stored is stored, whatever becomes of telling it: subscribers look for themselves.
     */
    private void announce(List<Committed> committed) {
        try {
            afterCommit.accept(committed);
        } catch (RuntimeException e) {
            LOG.warn("{} stored changes were not announced", committed.size(), e);
        }
    }
}
