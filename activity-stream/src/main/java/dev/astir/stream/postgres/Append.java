package dev.astir.stream.postgres;

import dev.astir.stream.ActivityEvent;
import dev.astir.stream.ActivityStore.Publication;
import dev.astir.stream.SearchText;
import dev.astir.stream.StreamPosition;
import dev.astir.stream.feed.EventJson;
import dev.astir.stream.feed.MediaJson;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Many events in one statement, which is one transaction and one round trip: the feeds' counters
 * move, and the events take the offsets that this gave them. Not thread-safe.
 */
final class Append {
    /**
     * ON CONFLICT always counts on from the newest committed head, whatever the snapshot; the feeds
     * are locked in sorted order, so that two nodes cannot wait for each other in a circle.
     */
    static final String SQL =
            """
            WITH heads AS (
                INSERT INTO activity_feeds AS f (feed, epoch, head)
                SELECT feed, epoch, events
                FROM unnest(?::text[], ?::text[], ?::bigint[]) AS incoming (feed, epoch, events)
                ORDER BY feed
                ON CONFLICT (feed) DO UPDATE SET head = f.head + excluded.head
                RETURNING feed, epoch, head
            ), appended AS (
                INSERT INTO activity_events (
                    id, feed, created, changed, audience, event_type, actor_id, occurred_at,
                    entity_type, entity_id, actor_name, entity_name, entity_url, entity_reference,
                    message, icon, color, important, metadata, media, search)
                SELECT id, feed, head - following, head - following,
                    string_to_array(audience, chr(1)), event_type, actor_id,
                    occurred_at, entity_type, entity_id, actor_name, entity_name, entity_url,
                    entity_reference, message, icon, color, important, metadata::jsonb,
                    media::jsonb, array_to_tsvector(string_to_array(tokens, ' '))
                FROM unnest(
                    ?::uuid[], ?::text[], ?::bigint[], ?::text[], ?::text[], ?::text[],
                    ?::timestamptz[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[],
                    ?::text[], ?::text[], ?::text[], ?::text[], ?::boolean[], ?::text[],
                    ?::text[], ?::text[]) AS event (
                    id, feed, following, audience, event_type, actor_id,
                    occurred_at, entity_type, entity_id, actor_name, entity_name, entity_url,
                    entity_reference, message, icon, color, important, metadata,
                    media, tokens)
                JOIN heads USING (feed)
            )
            SELECT feed, epoch, head FROM heads
            """;

    private static final String SEPARATOR = "\u0001";

    private final List<Publication> publications;
    private final Map<String, Long> counts = new TreeMap<>();

    /** For each publication, how many of the same feed follow it. */
    private final Long[] following;

    Append(List<Publication> publications) {
        this.publications = publications;
        this.following = new Long[publications.size()];
        for (int i = publications.size() - 1; i >= 0; i--) {
            long later = counts.merge(publications.get(i).feed(), 1L, Long::sum) - 1;
            following[i] = later;
        }
    }

    void bind(PreparedStatement statement, Supplier<String> newEpoch) throws SQLException {
        List<String> epochs = new ArrayList<>();
        counts.keySet().forEach(feed -> epochs.add(newEpoch.get()));
        Columns columns = new Columns(statement);
        columns.add("text", counts.keySet().toArray());
        columns.add("text", epochs.toArray());
        columns.add("bigint", counts.values().toArray());
        columns.add("uuid", each(ActivityEvent::id));
        columns.add("text", publications.stream().map(Publication::feed).toArray());
        columns.add("bigint", following);
        columns.add("text", each(event -> String.join(SEPARATOR, event.audience())));
        columns.add("text", each(ActivityEvent::eventType));
        columns.add("text", each(ActivityEvent::actorId));
        columns.add("timestamptz", each(event -> event.timestamp().toString()));
        columns.add("text", each(ActivityEvent::entityType));
        columns.add("text", each(ActivityEvent::entityId));
        columns.add("text", each(ActivityEvent::actorName));
        columns.add("text", each(ActivityEvent::entityName));
        columns.add("text", each(ActivityEvent::entityUrl));
        columns.add("text", each(ActivityEvent::entityReference));
        columns.add("text", each(ActivityEvent::message));
        columns.add("text", each(ActivityEvent::icon));
        columns.add("text", each(ActivityEvent::color));
        columns.add("boolean", each(ActivityEvent::important));
        columns.add("text", each(event -> EventJson.writeObject(event.metadata())));
        columns.add("text", each(event -> MediaJson.write(event.media())));
        columns.add("text", each(Append::tokens));
    }

    List<StreamPosition> positions(ResultSet rows) throws SQLException {
        Map<String, StreamPosition> heads = new HashMap<>();
        while (rows.next()) {
            heads.put(rows.getString(1), new StreamPosition(rows.getString(2), rows.getLong(3)));
        }
        List<StreamPosition> positions = new ArrayList<>(publications.size());
        for (int i = 0; i < publications.size(); i++) {
            StreamPosition head =
                    Objects.requireNonNull(heads.get(publications.get(i).feed()), "head");
            positions.add(new StreamPosition(head.epoch(), head.offset() - following[i]));
        }
        return Collections.unmodifiableList(positions);
    }

    static String tokens(ActivityEvent event) {
        String message = event.message();
        return message == null ? "" : String.join(" ", SearchText.tokens(message));
    }

    private @Nullable Object[] each(Function<ActivityEvent, ? extends @Nullable Object> field) {
        @Nullable Object[] column = new @Nullable Object[publications.size()];
        for (int i = 0; i < column.length; i++) {
            column[i] = field.apply(publications.get(i).event());
        }
        return column;
    }

    /** Binds one array after the other. */
    private static final class Columns {
        private final PreparedStatement statement;
        private final Connection connection;
        private int index;

        Columns(PreparedStatement statement) throws SQLException {
            this.statement = statement;
            this.connection = statement.getConnection();
        }

        void add(String type, @Nullable Object[] values) throws SQLException {
            statement.setArray(++index, connection.createArrayOf(type, values));
        }
    }
}
