package dev.astir.stream.postgres;

import dev.astir.stream.ActivityEvent;
import dev.astir.stream.ActivityStore.Change;
import dev.astir.stream.feed.EventJson;
import dev.astir.stream.feed.MediaJson;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

/** Reads rows of {@code activity_events}. Stateless. */
final class EventRows {
    /** The columns that {@link #event} reads, in its order. */
    static final String COLUMNS =
            "id, event_type, actor_id, occurred_at, entity_type, entity_id, metadata, actor_name,"
                    + " entity_name, entity_url, entity_reference, message, icon, color, important,"
                    + " audience, created, changed, deleted, reactions, comment_count, media";

    static final int CREATED = 17;
    static final int CHANGED = 18;
    private static final int DELETED = 19;

    /** Metadata, URL, message, reactions, media. */
    private static final int[] LONG_TEXTS = {7, 10, 12, 20, 22};

    /** Names of fields, ids and other short values, in bytes. */
    private static final int OTHERS = 500;

    private static final int LAST_ASCII = 0x7F;

    private EventRows() {}

    static ActivityEvent event(ResultSet row) throws SQLException {
        String metadata = row.getString(7);
        return ActivityEvent.builder(row.getString(2))
                .id(row.getObject(1, UUID.class))
                .timestamp(row.getObject(4, OffsetDateTime.class).toInstant())
                .metadata(metadata.equals("{}") ? Map.of() : EventJson.readObject(metadata))
                .actor(row.getString(3), row.getString(8))
                .entity(row.getString(5), row.getString(6))
                .entityName(row.getString(9))
                .entityUrl(row.getString(10))
                .entityReference(row.getString(11))
                .message(row.getString(12))
                .icon(row.getString(13))
                .color(row.getString(14))
                .important(row.getBoolean(15))
                .audience(strings(row.getArray(16)))
                .media(MediaJson.read(row.getString(22)))
                .build()
                .withCounts(counts(row.getString(20)), row.getInt(21));
    }

    /** How many bytes the event has as JSON, about. */
    static int size(ResultSet row) throws SQLException {
        int size = OTHERS;
        for (int column : LONG_TEXTS) {
            String text = row.getString(column);
            if (text != null) {
                long ascii = text.chars().filter(c -> c <= LAST_ASCII).count();
                size += (int) (ascii + 3 * (text.length() - ascii));
            }
        }
        return size;
    }

    static Change change(ResultSet row) throws SQLException {
        return new Change(
                event(row), row.getLong(CREATED), row.getLong(CHANGED), row.getBoolean(DELETED));
    }

    private static Map<String, Integer> counts(String json) {
        if (json.equals("{}")) {
            return Map.of();
        }
        Map<String, Integer> counts = new LinkedHashMap<>();
        EventJson.readObject(json)
                .forEach((emoji, count) -> counts.put(emoji, ((Number) count).intValue()));
        return counts;
    }

    private static String[] strings(Array array) throws SQLException {
        return (String[]) array.getArray();
    }
}
