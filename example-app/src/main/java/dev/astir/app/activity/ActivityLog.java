package dev.astir.app.activity;

import io.micronaut.data.jdbc.runtime.JdbcOperations;
import jakarta.inject.Singleton;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The SQL of activities. Every method wants a transaction of the organization.
 *
 * <p>Safe for use by many threads.
 */
@Singleton
class ActivityLog {

    private final JdbcOperations jdbc;

    ActivityLog(JdbcOperations jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Stores those of the activities whose ids the session does not have yet.
     *
     * @param activities each id once
     * @return the ids of those that were stored
     */
    Set<UUID> insertNew(
            UUID organizationId,
            UUID sessionId,
            Collection<Activity> activities,
            Instant receivedAt) {
        String sql =
                """
                INSERT INTO activity_logs (organization_id, session_id, received_at,
                    id, started_at, activity_type, duration_seconds, app_name, title, url)
                SELECT ?, ?, ?, posted.*
                FROM unnest(?::uuid[], ?::timestamptz[], ?::text[], ?::integer[], ?::text[], ?::text[], ?::text[])
                    AS posted
                ON CONFLICT (organization_id, session_id, id) DO NOTHING
                RETURNING id
                """;
        // Two batches with the same ids wait for each other at each id: in one order, they cannot
        // deadlock.
        List<Activity> sorted =
                activities.stream().sorted(Comparator.comparing(Activity::id)).toList();
        return jdbc.prepareStatement(
                sql,
                statement -> {
                    statement.setObject(1, organizationId);
                    statement.setObject(2, sessionId);
                    statement.setObject(3, receivedAt.atOffset(ZoneOffset.UTC));
                    array(statement, 4, "uuid", sorted, Activity::id);
                    array(statement, 5, "timestamptz", sorted, a -> a.timestamp().toString());
                    array(statement, 6, "text", sorted, a -> a.activityType().json());
                    array(statement, 7, "integer", sorted, Activity::durationSeconds);
                    array(statement, 8, "text", sorted, Activity::appName);
                    array(statement, 9, "text", sorted, Activity::title);
                    array(statement, 10, "text", sorted, Activity::url);
                    return ids(statement);
                });
    }

    /** Those of the ids that the session has. */
    Set<UUID> known(UUID organizationId, UUID sessionId, Collection<UUID> ids) {
        String sql =
                """
                SELECT id FROM activity_logs
                WHERE organization_id = ? AND session_id = ? AND id = ANY (?)
                """;
        return jdbc.prepareStatement(
                sql,
                statement -> {
                    statement.setObject(1, organizationId);
                    statement.setObject(2, sessionId);
                    array(statement, 3, "uuid", List.copyOf(ids), id -> id);
                    return ids(statement);
                });
    }

    Optional<Activity> find(UUID organizationId, UUID sessionId, UUID id) {
        String sql =
                """
                SELECT id, session_id, started_at, activity_type, duration_seconds, app_name, title, url
                FROM activity_logs WHERE organization_id = ? AND session_id = ? AND id = ?
                """;
        return jdbc.prepareStatement(
                sql,
                statement -> {
                    statement.setObject(1, organizationId);
                    statement.setObject(2, sessionId);
                    statement.setObject(3, id);
                    try (ResultSet rows = statement.executeQuery()) {
                        return rows.next() ? Optional.of(read(rows)) : Optional.empty();
                    }
                });
    }

    private static <T> void array(
            PreparedStatement statement,
            int index,
            String type,
            List<T> rows,
            Function<T, @Nullable Object> column)
            throws SQLException {
        Connection connection = statement.getConnection();
        Array array = connection.createArrayOf(type, rows.stream().map(column).toArray());
        statement.setArray(index, array);
    }

    private static Set<UUID> ids(PreparedStatement statement) throws SQLException {
        Set<UUID> ids = new HashSet<>();
        try (ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                ids.add(rows.getObject(1, UUID.class));
            }
        }
        return ids;
    }

    private static Activity read(ResultSet row) throws SQLException {
        return new Activity(
                row.getObject("id", UUID.class),
                row.getObject("session_id", UUID.class),
                row.getObject("started_at", OffsetDateTime.class).toInstant(),
                ActivityType.fromJson(row.getString("activity_type")).orElseThrow(),
                row.getInt("duration_seconds"),
                row.getString("app_name"),
                row.getString("title"),
                row.getString("url"));
    }
}
