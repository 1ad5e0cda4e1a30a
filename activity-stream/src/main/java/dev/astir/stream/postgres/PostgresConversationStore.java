package dev.astir.stream.postgres;

import dev.astir.stream.ActivityEvent;
import dev.astir.stream.ActivityStore.Committed;
import dev.astir.stream.Actor;
import dev.astir.stream.Comment;
import dev.astir.stream.CommentEdit;
import dev.astir.stream.CommentPage;
import dev.astir.stream.ConversationStore;
import dev.astir.stream.Editor;
import dev.astir.stream.Erasure;
import dev.astir.stream.EventEdit;
import dev.astir.stream.FeedReader;
import dev.astir.stream.NewComment;
import dev.astir.stream.Reaction;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Changes of events, reactions and comments in PostgreSQL. Every statement binds the feed, like
 * those of {@link PostgresActivityStore}. Thread-safe.
 */
public final class PostgresConversationStore implements ConversationStore {
    private static final String SEES =
            "SELECT 1 FROM activity_events WHERE feed = ? AND id = ? AND " + PageQuery.VISIBLE;

    private final Database database;

    /**
     * @param dataSource a pool whose role may use the tables, see {@link StreamSchema#migrate}; at
     *     the isolation level READ COMMITTED
     */
    public PostgresConversationStore(DataSource dataSource) {
        this.database = new Database(dataSource);
    }

    @Override
    public Applied<ActivityEvent> edit(FeedReader reader, UUID id, EventEdit edit, Editor editor) {
        return change("edit an event", reader, id, locked -> EventTable.edit(locked, edit, editor));
    }

    @Override
    public Applied<ActivityEvent> delete(FeedReader reader, UUID id, Editor editor) {
        return change("delete an event", reader, id, locked -> EventTable.delete(locked, editor));
    }

    @Override
    public Applied<ActivityEvent> react(
            FeedReader reader, UUID id, Actor actor, String emoji, Instant now) {
        return change(
                "add a reaction",
                reader,
                id,
                locked -> ReactionTable.add(locked, actor, emoji, now));
    }

    @Override
    public Applied<ActivityEvent> unreact(
            FeedReader reader, UUID id, String actorId, String emoji) {
        return change(
                "take a reaction back",
                reader,
                id,
                locked -> ReactionTable.remove(locked, actorId, emoji));
    }

    @Override
    public Optional<List<Reaction>> reactions(FeedReader reader, UUID id, int limit) {
        return sees(reader, id)
                ? Optional.of(ReactionTable.read(database, reader.feed(), id, limit))
                : Optional.empty();
    }

    @Override
    public Map<UUID, List<String>> reactionsOf(
            FeedReader reader, String actorId, Collection<UUID> ids) {
        return ReactionTable.readOf(database, reader, actorId, ids);
    }

    @Override
    public Applied<Comment> comment(FeedReader reader, UUID id, NewComment comment, Instant now) {
        return change(
                "add a comment", reader, id, locked -> CommentTable.add(locked, comment, now));
    }

    @Override
    public Optional<CommentPage> comments(FeedReader reader, UUID id, long after, int limit) {
        return sees(reader, id)
                ? Optional.of(CommentTable.page(database, reader.feed(), id, after, limit))
                : Optional.empty();
    }

    @Override
    public Optional<Comment> findComment(FeedReader reader, UUID id, UUID commentId) {
        return sees(reader, id)
                ? CommentTable.find(database, reader.feed(), id, commentId)
                : Optional.empty();
    }

    @Override
    public Applied<Comment> editComment(
            FeedReader reader,
            UUID id,
            UUID commentId,
            CommentEdit edit,
            Editor editor,
            Instant now) {
        return change(
                "edit a comment",
                reader,
                id,
                locked -> CommentTable.edit(locked, commentId, edit, editor, now));
    }

    @Override
    public Applied<Comment> deleteComment(
            FeedReader reader, UUID id, UUID commentId, Editor editor) {
        return change(
                "delete a comment",
                reader,
                id,
                locked -> CommentTable.delete(locked, commentId, editor));
    }

    @Override
    public Erasure erase(
            String feed,
            String actorId,
            @Nullable String replacementName,
            Consumer<List<Committed>> afterCommit) {
        return new Eraser(database, feed, actorId, replacementName, afterCommit).erase();
    }

    private boolean sees(FeedReader reader, UUID id) {
        return database.query(
                "find an event",
                SEES,
                statement ->
                        Database.bind(statement, List.of(reader.feed(), id, reader.audiences())),
                rows -> rows.next());
    }

    private <T> Applied<T> change(String what, FeedReader reader, UUID id, Step<T> step) {
        return database.transaction(
                what,
                connection -> {
                    LockedEvent locked = LockedEvent.find(connection, reader, id);
                    return locked == null ? Applied.notFound() : step.apply(locked);
                });
    }

    /** What a transaction does with its event. */
    private interface Step<T> {
        Applied<T> apply(LockedEvent locked) throws SQLException;
    }
}
