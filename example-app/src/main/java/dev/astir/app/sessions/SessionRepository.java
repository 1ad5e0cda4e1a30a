package dev.astir.app.sessions;

import io.micronaut.data.jdbc.runtime.JdbcOperations;
import jakarta.inject.Singleton;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The SQL of sessions. Every method wants a transaction of the organization.
 *
 * <p>Safe for use by many threads.
 */
@Singleton
class SessionRepository {

    private static final String COLUMNS =
            "organization_id, id, user_id, project_id, start_time, end_time, status,"
                    + " total_active_seconds, total_idle_seconds, last_activity_at, version";
    private static final String RETURNING = "RETURNING " + COLUMNS;
    private static final String SELECT = "SELECT " + COLUMNS + " FROM work_sessions ";

    private final JdbcOperations jdbc;

    SessionRepository(JdbcOperations jdbc) {
        this.jdbc = jdbc;
    }

    /** The new session; empty when the person has a running one. */
    Optional<Session> start(
            UUID organizationId, UUID userId, @Nullable UUID projectId, UUID id, Instant at) {
        String sql =
                """
                INSERT INTO work_sessions (organization_id, id, user_id, project_id, start_time, status)
                VALUES (?, ?, ?, ?, ?, 'active')
                ON CONFLICT (organization_id, user_id) WHERE status = 'active' DO NOTHING
                """
                        + RETURNING;
        return jdbc.prepareStatement(
                sql,
                statement -> {
                    statement.setObject(1, organizationId);
                    statement.setObject(2, id);
                    statement.setObject(3, userId);
                    statement.setObject(4, projectId);
                    statement.setObject(5, at.atOffset(ZoneOffset.UTC));
                    return one(statement);
                });
    }

    /** The stopped session; empty when it does not run. */
    Optional<Session> stop(UUID organizationId, UUID id, Instant at) {
        String sql =
                """
                UPDATE work_sessions
                SET status = 'stopped', end_time = greatest(start_time, ?), version = version + 1
                WHERE organization_id = ? AND id = ? AND status = 'active'
                """
                        + RETURNING;
        return jdbc.prepareStatement(
                sql,
                statement -> {
                    statement.setObject(1, at.atOffset(ZoneOffset.UTC));
                    statement.setObject(2, organizationId);
                    statement.setObject(3, id);
                    return one(statement);
                });
    }

    Optional<Session> find(UUID organizationId, UUID id) {
        return byId(organizationId, id, "");
    }

    /** Waits for whoever changes it, and holds it until the transaction ends. */
    Optional<Session> findAndHold(UUID organizationId, UUID id) {
        return byId(organizationId, id, " FOR NO KEY UPDATE");
    }

    private Optional<Session> byId(UUID organizationId, UUID id, String locking) {
        return jdbc.prepareStatement(
                SELECT + "WHERE organization_id = ? AND id = ?" + locking,
                statement -> {
                    statement.setObject(1, organizationId);
                    statement.setObject(2, id);
                    return one(statement);
                });
    }

    Optional<Session> active(UUID organizationId, UUID userId) {
        return jdbc.prepareStatement(
                SELECT + "WHERE organization_id = ? AND user_id = ? AND status = 'active'",
                statement -> {
                    statement.setObject(1, organizationId);
                    statement.setObject(2, userId);
                    return one(statement);
                });
    }

    /** All that run, newest first; one a person at most. */
    List<Session> active(UUID organizationId) {
        return jdbc.prepareStatement(
                SELECT
                        + "WHERE organization_id = ? AND status = 'active'"
                        + " ORDER BY start_time DESC, id DESC",
                statement -> {
                    statement.setObject(1, organizationId);
                    return all(statement);
                });
    }

    /** Sessions of which some part lies in the query's period, newest first. */
    List<Session> page(UUID organizationId, SessionQuery query) {
        StringBuilder sql = new StringBuilder(SELECT).append("WHERE organization_id = ?");
        List<Object> values = new ArrayList<>(List.of(organizationId));
        if (query.userId() != null) {
            sql.append(" AND user_id = ?");
            values.add(query.userId());
        }
        if (query.from() != null) {
            sql.append(" AND COALESCE(end_time, 'infinity') > ?");
            values.add(query.from().atOffset(ZoneOffset.UTC));
        }
        if (query.to() != null) {
            sql.append(" AND start_time < ?");
            values.add(query.to().atOffset(ZoneOffset.UTC));
        }
        if (query.before() != null) {
            sql.append(" AND (start_time, id) < (?, ?)");
            values.add(query.before().startTime().atOffset(ZoneOffset.UTC));
            values.add(query.before().id());
        }
        sql.append(" ORDER BY start_time DESC, id DESC LIMIT ?");
        values.add(query.limit());
        return jdbc.prepareStatement(
                sql.toString(),
                statement -> {
                    for (int i = 0; i < values.size(); i++) {
                        statement.setObject(i + 1, values.get(i));
                    }
                    return all(statement);
                });
    }

    /**
     * A person's sessions of which some part lies between the two times, both included, held until
     * the transaction ends. Always in the order of their ids, so that two of these cannot wait for
     * each other.
     */
    List<Session> holdOverlapping(UUID organizationId, UUID userId, Instant from, Instant to) {
        return jdbc.prepareStatement(
                SELECT
                        + "WHERE organization_id = ? AND user_id = ? AND start_time <= ?"
                        + " AND COALESCE(end_time, 'infinity') > ? ORDER BY id FOR NO KEY UPDATE",
                statement -> {
                    statement.setObject(1, organizationId);
                    statement.setObject(2, userId);
                    statement.setObject(3, to.atOffset(ZoneOffset.UTC));
                    statement.setObject(4, from.atOffset(ZoneOffset.UTC));
                    return all(statement);
                });
    }

    /**
     * The session with the time added; empty when it is no longer as it was read, or another
     * transaction holds it. It never waits, so whoever holds rows of other tables may call it.
     */
    Optional<Session> add(Session read, SessionTime time) {
        String sql =
                """
                UPDATE work_sessions
                SET total_active_seconds = total_active_seconds + ?,
                    total_idle_seconds = total_idle_seconds + ?,
                    last_activity_at = greatest(last_activity_at, ?),
                    version = version + 1
                WHERE organization_id = ? AND id = (
                    SELECT id FROM work_sessions
                    WHERE organization_id = ? AND id = ? AND version = ?
                    FOR NO KEY UPDATE SKIP LOCKED)
                """
                        + RETURNING;
        Instant lastActivityAt = time.lastActivityAt();
        return jdbc.prepareStatement(
                sql,
                statement -> {
                    statement.setLong(1, time.activeSeconds());
                    statement.setLong(2, time.idleSeconds());
                    statement.setObject(
                            3,
                            lastActivityAt == null
                                    ? null
                                    : lastActivityAt.atOffset(ZoneOffset.UTC));
                    statement.setObject(4, read.organizationId());
                    statement.setObject(5, read.organizationId());
                    statement.setObject(6, read.id());
                    statement.setLong(7, read.version());
                    return one(statement);
                });
    }

    private static Optional<Session> one(PreparedStatement statement) throws SQLException {
        try (ResultSet rows = statement.executeQuery()) {
            return rows.next() ? Optional.of(read(rows)) : Optional.empty();
        }
    }

    private static List<Session> all(PreparedStatement statement) throws SQLException {
        List<Session> sessions = new ArrayList<>();
        try (ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                sessions.add(read(rows));
            }
        }
        return sessions;
    }

    private static Session read(ResultSet row) throws SQLException {
        return new Session(
                row.getObject("id", UUID.class),
                row.getObject("user_id", UUID.class),
                row.getObject("organization_id", UUID.class),
                row.getObject("project_id", UUID.class),
                row.getObject("start_time", OffsetDateTime.class).toInstant(),
                instant(row, "end_time"),
                SessionStatus.fromJson(row.getString("status")),
                row.getLong("total_active_seconds"),
                row.getLong("total_idle_seconds"),
                instant(row, "last_activity_at"),
                row.getLong("version"));
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }
}
