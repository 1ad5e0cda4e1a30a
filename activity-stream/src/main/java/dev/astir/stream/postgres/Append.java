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
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
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
     *
     * <p>The arrays are taken apart in a SELECT list rather than in FROM, and the heads are looked
     * up in an array rather than joined: both would copy each event once more. Ids go as text and
     * times as numbers because the driver would send whole arrays of them as text, which is slower.
     */
    static final String SQL =
            """
            WITH heads AS (
                INSERT INTO activity_feeds AS f (feed, epoch, head)
                SELECT feed, epoch, events
                FROM unnest(?::text[], ?::text[], ?::bigint[]) AS incoming (feed, epoch, events)
                ORDER BY feed COLLATE "C"
                ON CONFLICT (feed) DO UPDATE SET head = f.head + excluded.head
                RETURNING feed, epoch, head
            ), appended AS (
                INSERT INTO activity_events (
                    id, feed, created, changed, audience, event_type, actor_id, occurred_at,
                    entity_type, entity_id, actor_name, entity_name, entity_url, entity_reference,
                    message, icon, color, important, metadata, media,
                    search)
                SELECT id::uuid, feed, heads[place] - following, heads[place] - following,
                    coalesce(string_to_array(audience, chr(1)), '{}'), event_type, actor_id,
                    timestamptz 'epoch' + occurred_at * interval '1 millisecond', entity_type,
                    entity_id, actor_name, entity_name, entity_url, entity_reference, message,
                    icon, color, important,
                    metadata::jsonb, coalesce(media::jsonb, '[]'), tokens::tsvector
                FROM (SELECT array_agg(head ORDER BY feed COLLATE "C") AS heads FROM heads) AS moved,
                    (SELECT unnest(?::text[]) AS id, unnest(?::text[]) AS feed,
                        unnest(?::int[]) AS place, unnest(?::bigint[]) AS following,
                        unnest(?::text[]) AS audience, unnest(?::text[]) AS event_type,
                        unnest(?::text[]) AS actor_id, unnest(?::bigint[]) AS occurred_at,
                        unnest(?::text[]) AS entity_type, unnest(?::text[]) AS entity_id,
                        unnest(?::text[]) AS actor_name, unnest(?::text[]) AS entity_name,
                        unnest(?::text[]) AS entity_url, unnest(?::text[]) AS entity_reference,
                        unnest(?::text[]) AS message, unnest(?::text[]) AS icon,
                        unnest(?::text[]) AS color, unnest(?::boolean[]) AS important,
                        unnest(?::text[]) AS metadata, unnest(?::text[]) AS media,
                        unnest(?::text[]) AS tokens) AS event
            )
            SELECT feed, epoch, head FROM heads
            """;

    private static final String SEPARATOR = "\u0001";

    private final List<Publication> publications;

    /** How many events each feed gets, in the order of {@code COLLATE "C"}. */
    private final Map<String, Long> counts = new TreeMap<>(Append::compareCodePoints);

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
        Map<String, Integer> places = new HashMap<>();
        String[] epochs = new String[counts.size()];
        for (String feed : counts.keySet()) {
            epochs[places.size()] = newEpoch.get();
            places.put(feed, places.size() + 1);
        }
        int events = publications.size();
        // Only arrays of these very types are sent in binary form.
        Columns columns = new Columns(statement);
        columns.add("text", counts.keySet().toArray(new String[0]));
        columns.add("text", epochs);
        columns.add("int8", counts.values().toArray(new Long[0]));
        columns.add("text", each(event -> event.id().toString()));
        columns.add(
                "text",
                publications.stream().map(Publication::feed).toArray(size -> new String[size]));
        columns.add(
                "int4",
                publications.stream().map(one -> places.get(one.feed())).toArray(Integer[]::new));
        columns.add("int8", following);
        columns.add(
                "text",
                each(event ->
                        event.audience().isEmpty()
                                ? null
                                : String.join(SEPARATOR, event.audience())));
        columns.add("text", each(ActivityEvent::eventType));
        columns.add("text", each(ActivityEvent::actorId));
        columns.add(
                "int8",
                publications.stream()
                        .map(one -> one.event().timestamp().toEpochMilli())
                        .toArray(Long[]::new));
        columns.add("text", each(ActivityEvent::entityType));
        columns.add("text", each(ActivityEvent::entityId));
        columns.add("text", each(ActivityEvent::actorName));
        columns.add("text", each(ActivityEvent::entityName));
        columns.add("text", each(ActivityEvent::entityUrl));
        columns.add("text", each(ActivityEvent::entityReference));
        columns.add("text", each(ActivityEvent::message));
        columns.add("text", each(ActivityEvent::icon));
        columns.add("text", each(ActivityEvent::color));
        Boolean[] important = new Boolean[events];
        for (int i = 0; i < events; i++) {
            important[i] = publications.get(i).event().important();
        }
        columns.add("bool", important);
        columns.add("text", each(event -> EventJson.writeObject(event.metadata())));
        columns.add(
                "text",
                each(event -> event.media().isEmpty() ? null : MediaJson.write(event.media())));
        columns.add("text", each(Append::lexemes));
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

    /**
     * The message's tokens as a text search vector. They hold letters and digits only, so they need
     * no quotes; sorted, they are what PostgreSQL need not sort.
     */
    private static String lexemes(ActivityEvent event) {
        String message = event.message();
        return message == null ? "" : String.join(" ", new TreeSet<>(SearchText.tokens(message)));
    }

    /** As PostgreSQL compares the UTF-8 of two texts; Java's own order differs for surrogates. */
    private static int compareCodePoints(String one, String other) {
        int[] left = one.codePoints().toArray();
        int[] right = other.codePoints().toArray();
        return Arrays.compare(left, right);
    }

    private @Nullable String[] each(Function<ActivityEvent, @Nullable String> field) {
        @Nullable String[] column = new @Nullable String[publications.size()];
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
