package dev.astir.stream.postgres;

import dev.astir.stream.ActivityEvent;
import dev.astir.stream.ActivityStore.Committed;
import dev.astir.stream.Actor;
import dev.astir.stream.ConversationStore.Applied;
import dev.astir.stream.Conversations;
import dev.astir.stream.FeedReader;
import dev.astir.stream.InvalidInputException;
import dev.astir.stream.Reaction;
import dev.astir.stream.feed.EventJson;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Who reacted with what; how many, stands in the event's row. Stateless. */
final class ReactionTable {
    static final String DELETE_ALL =
            "DELETE FROM activity_reactions WHERE feed = ? AND event_id = ?";
    private static final String EXISTS =
            "SELECT 1 FROM activity_reactions WHERE feed = ? AND event_id = ? AND actor_id = ?"
                    + " AND emoji = ?";
    private static final String ADD =
            ", added AS (INSERT INTO activity_reactions"
                    + " (feed, event_id, actor_id, emoji, actor_name, reacted_at)"
                    + " VALUES (?, ?, ?, ?, ?, ?))";
    private static final String REMOVE =
            ", removed AS (DELETE FROM activity_reactions"
                    + " WHERE feed = ? AND event_id = ? AND actor_id = ? AND emoji = ?)";
    private static final String COUNTS = ", reactions = ?::jsonb";
    static final String READ =
            "SELECT emoji, actor_id, actor_name, reacted_at FROM activity_reactions"
                    + " WHERE feed = ? AND event_id = ?"
                    + " ORDER BY reacted_at, actor_id, emoji LIMIT ?";
    private static final String READ_OF =
            "SELECT event_id, emoji FROM activity_reactions r"
                    + " JOIN activity_events e ON e.id = r.event_id AND e.feed = r.feed"
                    + " WHERE r.feed = ? AND r.actor_id = ? AND r.event_id = ANY (?) AND "
                    + PageQuery.VISIBLE
                    + " ORDER BY event_id, reacted_at, emoji";

    private ReactionTable() {}

    static Applied<ActivityEvent> add(LockedEvent locked, Actor actor, String emoji, Instant now)
            throws SQLException {
        ActivityEvent before = locked.event();
        if (exists(locked, actor.id(), emoji)) {
            return Applied.unchanged(before, locked.position());
        }
        Map<String, Integer> counts = new LinkedHashMap<>(before.reactions());
        int count = counts.merge(emoji, 1, Integer::sum);
        if (counts.size() > Conversations.MOST_EMOJIS) {
            throw new InvalidInputException(
                    "emoji",
                    emoji,
                    "one of the " + Conversations.MOST_EMOJIS + " that the event has already");
        }
        Committed committed =
                locked.change(
                        patch(emoji, count),
                        ADD,
                        Database.values(
                                locked.feed(), locked.id(), actor.id(), emoji, actor.name(), now),
                        COUNTS,
                        List.of(EventJson.writeObject(counts)));
        return Applied.changed(committed.change().event(), committed);
    }

    static Applied<ActivityEvent> remove(LockedEvent locked, String actorId, String emoji)
            throws SQLException {
        ActivityEvent before = locked.event();
        if (!exists(locked, actorId, emoji)) {
            return Applied.unchanged(before, locked.position());
        }
        Map<String, Integer> counts = new LinkedHashMap<>(before.reactions());
        Integer left = counts.computeIfPresent(emoji, (e, count) -> count > 1 ? count - 1 : null);
        Committed committed =
                locked.change(
                        patch(emoji, left == null ? 0 : left),
                        REMOVE,
                        List.of(locked.feed(), locked.id(), actorId, emoji),
                        COUNTS,
                        List.of(EventJson.writeObject(counts)));
        return Applied.changed(committed.change().event(), committed);
    }

    static List<Reaction> read(Database database, String feed, UUID id, int limit) {
        return database.query(
                "read reactions",
                READ,
                statement -> Database.bind(statement, List.of(feed, id, limit)),
                rows -> {
                    List<Reaction> reactions = new ArrayList<>();
                    while (rows.next()) {
                        reactions.add(
                                new Reaction(
                                        rows.getString(1),
                                        rows.getString(2),
                                        rows.getString(3),
                                        rows.getObject(4, OffsetDateTime.class).toInstant()));
                    }
                    return Collections.unmodifiableList(reactions);
                });
    }

    static Map<UUID, List<String>> readOf(
            Database database, FeedReader reader, String actorId, Collection<UUID> ids) {
        return database.query(
                "read somebody's reactions",
                READ_OF,
                statement -> bindOf(statement, reader, actorId, ids),
                ReactionTable::byEvent);
    }

    private static void bindOf(
            PreparedStatement statement, FeedReader reader, String actorId, Collection<UUID> ids)
            throws SQLException {
        statement.setString(1, reader.feed());
        statement.setString(2, actorId);
        statement.setArray(3, statement.getConnection().createArrayOf("uuid", ids.toArray()));
        statement.setArray(4, Database.texts(statement, reader.audiences()));
    }

    private static Map<UUID, List<String>> byEvent(ResultSet rows) throws SQLException {
        Map<UUID, List<String>> byEvent = new HashMap<>();
        while (rows.next()) {
            byEvent.computeIfAbsent(rows.getObject(1, UUID.class), id -> new ArrayList<>())
                    .add(rows.getString(2));
        }
        byEvent.replaceAll((id, emojis) -> List.copyOf(emojis));
        return Map.copyOf(byEvent);
    }

    private static boolean exists(LockedEvent locked, String actorId, String emoji)
            throws SQLException {
        List<Object> values = List.of(locked.feed(), locked.id(), actorId, emoji);
        return Database.query(
                locked.connection(),
                EXISTS,
                statement -> Database.bind(statement, values),
                ResultSet::next);
    }

    /** A merge patch: null takes the emoji away. */
    private static String patch(String emoji, int count) {
        return EventJson.writeObject(
                Map.of("reactions", Collections.singletonMap(emoji, count == 0 ? null : count)));
    }
}
