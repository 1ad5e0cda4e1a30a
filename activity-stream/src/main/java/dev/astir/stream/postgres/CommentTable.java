package dev.astir.stream.postgres;

import dev.astir.stream.ActivityStore.Committed;
import dev.astir.stream.Comment;
import dev.astir.stream.CommentEdit;
import dev.astir.stream.CommentPage;
import dev.astir.stream.ConversationStore.Applied;
import dev.astir.stream.Editor;
import dev.astir.stream.InvalidInputException;
import dev.astir.stream.NewComment;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What was said about events; how often, stands in the event's row. Stateless. */
final class CommentTable {
    static final String DELETE_ALL =
            "DELETE FROM activity_comments WHERE feed = ? AND event_id = ?";

    /** What is left of a comment that has answers; binds a name to show in its place, or null. */
    static final String EMPTY =
            "deleted = true, author_id = NULL, author_name = ?::text, body = '', mentions = '{}',"
                    + " edited_at = NULL";

    static final String COLUMNS =
            "id, event_id, parent_id, depth, author_id, author_name, body, mentions, created_at,"
                    + " edited_at, deleted, created";
    private static final String ONE = " WHERE feed = ? AND event_id = ? AND id = ?";
    private static final String FIND = "SELECT " + COLUMNS + " FROM activity_comments" + ONE;
    static final String PAGE =
            "SELECT "
                    + COLUMNS
                    + " FROM activity_comments WHERE feed = ? AND event_id = ? AND created > ?"
                    + " ORDER BY created LIMIT ?";
    private static final String ADD =
            ", added AS (INSERT INTO activity_comments (feed, event_id, id, created, parent_id,"
                    + " depth, author_id, author_name, body, mentions, created_at)"
                    + " SELECT ?, ?, ?, new_head, ?::uuid, ?, ?, ?::text, ?, ?, ? FROM moved)";
    private static final String EDIT =
            "UPDATE activity_comments SET body = ?, mentions = ?, edited_at = ?" + ONE;
    private static final String CLEAR = "UPDATE activity_comments SET " + EMPTY + ONE;
    private static final String DELETE = "DELETE FROM activity_comments" + ONE;
    private static final String ANSWERED =
            "SELECT 1 FROM activity_comments WHERE feed = ? AND event_id = ? AND parent_id = ?"
                    + " LIMIT 1";
    private static final String COUNT = ", comment_count = ?";

    private CommentTable() {}

    static Applied<Comment> add(LockedEvent locked, NewComment added, Instant now)
            throws SQLException {
        Comment known = find(locked, added.id());
        if (known != null) {
            if (!added.author().id().equals(known.authorId())) {
                throw new InvalidInputException("id", added.id(), "an id that is not taken");
            }
            return Applied.unchanged(known, locked.position());
        }
        Comment comment =
                new Comment(
                        added.id(),
                        locked.id(),
                        added.parentId(),
                        depth(locked, added.parentId()),
                        added.author().id(),
                        added.author().name(),
                        added.body(),
                        added.mentions(),
                        now,
                        null,
                        false);
        int count = locked.event().commentCount() + 1;
        Committed committed =
                locked.change(
                        patch(count),
                        ADD,
                        Database.values(
                                locked.feed(),
                                locked.id(),
                                comment.id(),
                                comment.parentId(),
                                comment.depth(),
                                comment.authorId(),
                                comment.authorName(),
                                comment.body(),
                                comment.mentions(),
                                comment.createdAt()),
                        COUNT,
                        List.of(count));
        return Applied.changed(comment, committed);
    }

    private static int depth(LockedEvent locked, @Nullable UUID parentId) throws SQLException {
        if (parentId == null) {
            return 1;
        }
        Comment parent = find(locked, parentId);
        if (parent == null || parent.deleted()) {
            throw new InvalidInputException("parentId", parentId, "a comment of this event");
        }
        if (parent.depth() >= Comment.DEEPEST) {
            throw new InvalidInputException(
                    "parentId",
                    parentId,
                    "a comment less than " + Comment.DEEPEST + " levels deep");
        }
        return parent.depth() + 1;
    }

    static Applied<Comment> edit(
            LockedEvent locked, UUID id, CommentEdit edit, Editor editor, Instant now)
            throws SQLException {
        Comment before = find(locked, id);
        if (before == null || before.deleted()) {
            return Applied.notFound();
        }
        if (!editor.mayChange(before.authorId())) {
            return Applied.forbidden(before.authorId());
        }
        List<String> mentions = edit.mentions() == null ? before.mentions() : edit.mentions();
        if (edit.body().equals(before.body()) && mentions.equals(before.mentions())) {
            return Applied.unchanged(before, locked.position());
        }
        locked.run(EDIT, edit.body(), mentions, now, locked.feed(), locked.id(), id);
        Comment after =
                new Comment(
                        id,
                        before.eventId(),
                        before.parentId(),
                        before.depth(),
                        before.authorId(),
                        before.authorName(),
                        edit.body(),
                        mentions,
                        before.createdAt(),
                        now,
                        false);
        // The count stays, and tells whoever shows the comments to look again.
        return Applied.changed(after, locked.change(patch(locked.event().commentCount()), ""));
    }

    static Applied<Comment> delete(LockedEvent locked, UUID id, Editor editor) throws SQLException {
        Comment before = find(locked, id);
        if (before == null || before.deleted()) {
            return Applied.notFound();
        }
        if (!editor.mayChange(before.authorId())) {
            return Applied.forbidden(before.authorId());
        }
        if (isAnswered(locked, id)) {
            locked.run(CLEAR, null, locked.feed(), locked.id(), id);
        } else {
            locked.run(DELETE, locked.feed(), locked.id(), id);
            deleteEmptyPlaces(locked, before.parentId());
        }
        int count = locked.event().commentCount() - 1;
        return Applied.changed(before, locked.change(patch(count), COUNT, count));
    }

    /** The places that were left for the sake of a thread go with the last answer in it. */
    private static void deleteEmptyPlaces(LockedEvent locked, @Nullable UUID from)
            throws SQLException {
        UUID id = from;
        while (id != null) {
            Comment place = find(locked, id);
            if (place == null || !place.deleted() || isAnswered(locked, id)) {
                return;
            }
            locked.run(DELETE, locked.feed(), locked.id(), id);
            id = place.parentId();
        }
    }

    static CommentPage page(Database database, String feed, UUID id, long after, int limit) {
        return database.query(
                "read comments",
                PAGE,
                statement -> Database.bind(statement, List.of(feed, id, after, limit + 1)),
                rows -> {
                    List<Comment> items = new ArrayList<>();
                    String next = null;
                    long last = 0;
                    while (rows.next()) {
                        if (items.size() == limit) {
                            next = Long.toString(last);
                            break;
                        }
                        items.add(comment(rows));
                        last = rows.getLong(12);
                    }
                    return new CommentPage(items, next);
                });
    }

    static Optional<Comment> find(Database database, String feed, UUID event, UUID id) {
        return database.query(
                "find a comment",
                FIND,
                statement -> Database.bind(statement, List.of(feed, event, id)),
                rows -> rows.next() ? Optional.of(comment(rows)) : Optional.<Comment>empty());
    }

    private static @Nullable Comment find(LockedEvent locked, UUID id) throws SQLException {
        List<Object> values = List.of(locked.feed(), locked.id(), id);
        return Database.query(
                        locked.connection(),
                        FIND,
                        statement -> Database.bind(statement, values),
                        rows ->
                                rows.next()
                                        ? Optional.of(comment(rows))
                                        : Optional.<Comment>empty())
                .orElse(null);
    }

    private static boolean isAnswered(LockedEvent locked, UUID id) throws SQLException {
        List<Object> values = List.of(locked.feed(), locked.id(), id);
        return Database.query(
                locked.connection(),
                ANSWERED,
                statement -> Database.bind(statement, values),
                ResultSet::next);
    }

    static Comment comment(ResultSet row) throws SQLException {
        OffsetDateTime editedAt = row.getObject(10, OffsetDateTime.class);
        return new Comment(
                row.getObject(1, UUID.class),
                row.getObject(2, UUID.class),
                row.getObject(3, UUID.class),
                row.getInt(4),
                row.getString(5),
                row.getString(6),
                row.getString(7),
                List.of((String[]) row.getArray(8).getArray()),
                row.getObject(9, OffsetDateTime.class).toInstant(),
                editedAt == null ? null : editedAt.toInstant(),
                row.getBoolean(11));
    }

    private static String patch(int count) {
        return "{\"commentCount\":" + count + "}";
    }
}
