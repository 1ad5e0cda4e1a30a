package dev.astir.app.capture;

import dev.astir.app.devices.Device;
import dev.astir.protocol.Span;
import io.micronaut.data.jdbc.runtime.JdbcOperations;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The spans' rows. Runs in the caller's transaction. Thread-safe. */
@Singleton
class SpanStore {

    private final JdbcOperations jdbc;

    SpanStore(JdbcOperations jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Keeps the spans that are not kept yet, in one statement.
     *
     * @param spans with distinct ids, in the device's time
     * @return the ids that were new
     */
    Set<String> insert(Device device, List<Span> spans, Instant receivedAt) {
        if (spans.isEmpty()) {
            return Set.of();
        }
        return jdbc.prepareStatement(
                """
                INSERT INTO spans (organization_id, agent_id, user_id, id, start_time, end_time,
                                   device_start_time, device_end_time, kind, app, site, title, media,
                                   received_at)
                SELECT ?, ?, ?, s.id, s.start_time + k.skew, s.end_time + k.skew,
                       s.start_time, s.end_time, s.kind, s.app, s.site, s.title, s.media, ?
                FROM unnest(?, ?, ?, ?, ?, ?, ?, ?)
                         AS s (id, start_time, end_time, kind, app, site, title, media),
                     (SELECT ? * interval '1 millisecond') AS k (skew)
                ORDER BY s.id
                ON CONFLICT DO NOTHING
                RETURNING id
                """,
                statement -> {
                    statement.setObject(1, device.organizationId());
                    statement.setObject(2, device.id());
                    statement.setObject(3, device.userId());
                    statement.setTimestamp(4, Timestamp.from(receivedAt));
                    times(statement, 6, spans, Span::start);
                    times(statement, 7, spans, Span::end);
                    texts(statement, 5, spans, Span::id);
                    texts(statement, 8, spans, span -> span.kind().wireName());
                    texts(statement, 9, spans, Span::app);
                    texts(statement, 10, spans, Span::site);
                    texts(statement, 11, spans, Span::title);
                    texts(statement, 12, spans, Span::media);
                    statement.setLong(13, device.skewMillis());
                    Set<String> inserted = new HashSet<>();
                    try (ResultSet rows = statement.executeQuery()) {
                        while (rows.next()) {
                            inserted.add(rows.getString(1));
                        }
                    }
                    return inserted;
                });
    }

    private static void texts(
            PreparedStatement statement,
            int index,
            List<Span> spans,
            Function<Span, @Nullable String> value)
            throws SQLException {
        Connection connection = statement.getConnection();
        statement.setArray(
                index, connection.createArrayOf("text", spans.stream().map(value).toArray()));
    }

    private static void times(
            PreparedStatement statement, int index, List<Span> spans, Function<Span, Instant> value)
            throws SQLException {
        Connection connection = statement.getConnection();
        Object[] times = spans.stream().map(value).map(Instant::toString).toArray();
        statement.setArray(index, connection.createArrayOf("timestamptz", times));
    }
}
