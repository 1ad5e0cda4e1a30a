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
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;

/**
 * Many events in one statement, which is one transaction and one round trip: the feeds' counters
 * move, and the events take the offsets that this gave them. Not thread-safe.
 */
final class Append {
    /**
     * ON CONFLICT always counts on from the newest committed head, whatever the snapshot; the feeds
     * are locked in sorted order, so that two nodes cannot wait for each other in a circle.
     *
     * <p>Events come as one array of whole rows, which costs less to read than an array for each
     * column does. The heads are looked up in an array rather than joined, which would copy each
     * event once more.
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
                SELECT id, feed, heads[place] - following, heads[place] - following, audience,
                    event_type, actor_id, occurred_at, entity_type, entity_id, actor_name,
                    entity_name, entity_url, entity_reference, message, icon, color, important,
                    metadata, media, search
                FROM (SELECT array_agg(head ORDER BY feed COLLATE "C") AS heads FROM heads) AS moved,
                    unnest(?::activity_events_row[]) AS event
            )
            SELECT feed, epoch, head FROM heads
            """;

    private static final String ROW = "activity_events_row";
    private static final int FIELDS = 21;
    private static final int ROWS = 4;

    private final List<Publication> publications;

    /** How many events each feed gets, in the order of {@code COLLATE "C"}. */
    private final Map<String, Long> counts = new TreeMap<>(Append::compareCodePoints);

    /** For each publication, how many of the same feed follow it. */
    private final long[] following;

    Append(List<Publication> publications) {
        this.publications = publications;
        this.following = new long[publications.size()];
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
        Connection connection = statement.getConnection();
        statement.setArray(1, Database.texts(statement, counts.keySet()));
        statement.setArray(2, Database.texts(statement, Arrays.asList(epochs)));
        statement.setArray(
                3, connection.createArrayOf("int8", counts.values().toArray(new Long[0])));
        RowArray binary = BinaryRows.on(connection, ROW, FIELDS);
        RowArray rows = binary == null ? new TextRows() : binary;
        for (int i = 0; i < publications.size(); i++) {
            Publication publication = publications.get(i);
            String feed = publication.feed();
            int place = Objects.requireNonNull(places.get(feed), "place");
            write(publication.event(), feed, place, following[i], rows);
        }
        rows.bind(statement, ROWS);
    }

    /** The attributes of the type in their order. */
    private static void write(
            ActivityEvent event, String feed, int place, long following, RowArray rows) {
        rows.row();
        rows.uuid(event.id());
        rows.text(feed);
        rows.int4(place);
        rows.int8(following);
        rows.texts(event.audience());
        rows.text(event.eventType());
        rows.text(event.actorId());
        rows.time(event.timestamp());
        rows.text(event.entityType());
        rows.text(event.entityId());
        rows.text(event.actorName());
        rows.text(event.entityName());
        rows.text(event.entityUrl());
        rows.text(event.entityReference());
        rows.text(event.message());
        rows.text(event.icon());
        rows.text(event.color());
        rows.bool(event.important());
        rows.json(EventJson.writeObject(event.metadata()));
        rows.json(MediaJson.write(event.media()));
        rows.words(words(event));
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

    /** The message's tokens, sorted, so that PostgreSQL need not do it. */
    private static Set<String> words(ActivityEvent event) {
        String message = event.message();
        return message == null ? Set.of() : new TreeSet<>(SearchText.tokens(message));
    }

    /** As PostgreSQL compares the UTF-8 of two texts; Java's own order differs for surrogates. */
    private static int compareCodePoints(String one, String other) {
        int[] left = one.codePoints().toArray();
        int[] right = other.codePoints().toArray();
        return Arrays.compare(left, right);
    }
}
