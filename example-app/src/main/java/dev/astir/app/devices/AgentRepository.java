package dev.astir.app.devices;

import io.micronaut.data.jdbc.runtime.JdbcOperations;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The devices' rows. Each method runs in the caller's transaction. Thread-safe. */
@Singleton
class AgentStore {

    private final JdbcOperations jdbc;

    AgentStore(JdbcOperations jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Who has this key, whatever the status. A device of a suspended person counts as blocked. Only
     * as system: the organization is not known yet.
     */
    Optional<Device> byKey(byte[] keyHash) {
        return jdbc.prepareStatement(
                """
                SELECT a.id, a.organization_id, a.user_id, a.skew_millis,
                       CASE WHEN u.status = 'active' THEN a.status ELSE 'blocked' END AS status
                FROM agents a JOIN users u ON u.organization_id = a.organization_id AND u.id = a.user_id
                WHERE a.key_hash = ?
                """,
                statement -> {
                    statement.setBytes(1, keyHash);
                    try (ResultSet row = statement.executeQuery()) {
                        return row.next()
                                ? Optional.of(
                                        new Device(
                                                row.getObject("id", UUID.class),
                                                row.getObject("organization_id", UUID.class),
                                                row.getObject("user_id", UUID.class),
                                                AgentStatus.of(row.getString("status")),
                                                row.getLong("skew_millis")))
                                : Optional.<Device>empty();
                    }
                });
    }

    void insert(
            UUID organizationId,
            UUID id,
            UUID userId,
            String hostname,
            String os,
            byte[] keyHash,
            int acknowledgedPolicy,
            Instant now) {
        jdbc.prepareStatement(
                """
                INSERT INTO agents (organization_id, id, user_id, hostname, os, key_hash, status,
                                    acknowledged_policy, enrolled_at)
                VALUES (?, ?, ?, ?, ?, ?, 'active', ?, ?)
                """,
                statement -> {
                    statement.setObject(1, organizationId);
                    statement.setObject(2, id);
                    statement.setObject(3, userId);
                    statement.setString(4, hostname);
                    statement.setString(5, os);
                    statement.setBytes(6, keyHash);
                    statement.setInt(7, acknowledgedPolicy);
                    statement.setTimestamp(8, Timestamp.from(now));
                    return statement.executeUpdate();
                });
    }

    /**
     * Devices that are not removed, by id.
     *
     * @param userId only this person's; null for everybody's
     * @param after only ids greater than this one; null for the first page
     */
    List<Agent> list(UUID organizationId, @Nullable UUID userId, @Nullable UUID after, int limit) {
        return jdbc.prepareStatement(
                """
                SELECT a.*, u.name AS user_name
                FROM agents a JOIN users u ON u.organization_id = a.organization_id AND u.id = a.user_id
                WHERE a.organization_id = ? AND a.status <> 'removed'
                  AND (?::uuid IS NULL OR a.user_id = ?) AND (?::uuid IS NULL OR a.id > ?)
                ORDER BY a.id LIMIT ?
                """,
                statement -> {
                    statement.setObject(1, organizationId);
                    statement.setObject(2, userId);
                    statement.setObject(3, userId);
                    statement.setObject(4, after);
                    statement.setObject(5, after);
                    statement.setInt(6, limit);
                    try (ResultSet rows = statement.executeQuery()) {
                        List<Agent> agents = new ArrayList<>();
                        while (rows.next()) {
                            agents.add(agent(rows));
                        }
                        return agents;
                    }
                });
    }

    Optional<Agent> find(UUID organizationId, UUID id) {
        return jdbc.prepareStatement(
                """
                SELECT a.*, u.name AS user_name
                FROM agents a JOIN users u ON u.organization_id = a.organization_id AND u.id = a.user_id
                WHERE a.organization_id = ? AND a.id = ? AND a.status <> 'removed'
                """,
                statement -> {
                    statement.setObject(1, organizationId);
                    statement.setObject(2, id);
                    try (ResultSet row = statement.executeQuery()) {
                        return row.next() ? Optional.of(agent(row)) : Optional.<Agent>empty();
                    }
                });
    }

    /** Sets the status of a device that is not removed; false if there is none with this id. */
    boolean setStatus(UUID organizationId, UUID id, AgentStatus status) {
        return jdbc.prepareStatement(
                """
                UPDATE agents SET status = ?
                WHERE organization_id = ? AND id = ? AND status <> 'removed'
                """,
                statement -> {
                    statement.setString(1, status.wireName());
                    statement.setObject(2, organizationId);
                    statement.setObject(3, id);
                    return statement.executeUpdate() == 1;
                });
    }

    /** Notes what a greeting told; false if the device may not report. */
    boolean greeted(Device device, String version, String os, long skewMillis, Instant now) {
        return jdbc.prepareStatement(
                """
                UPDATE agents SET version = ?, os = ?, skew_millis = ?, last_seen_at = ?
                WHERE organization_id = ? AND id = ? AND status = 'active'
                  AND EXISTS (SELECT FROM users u
                              WHERE u.organization_id = agents.organization_id
                                AND u.id = agents.user_id AND u.status = 'active')
                """,
                statement -> {
                    statement.setString(1, version);
                    statement.setString(2, os);
                    statement.setLong(3, skewMillis);
                    statement.setTimestamp(4, Timestamp.from(now));
                    statement.setObject(5, device.organizationId());
                    statement.setObject(6, device.id());
                    return statement.executeUpdate() == 1;
                });
    }

    /**
     * Notes that the device reported, and holds its row until the transaction ends, so that a block
     * takes effect either before or after it; false if the device may not report.
     */
    boolean seen(Device device, Instant now) {
        return jdbc.prepareStatement(
                """
                UPDATE agents SET last_seen_at = ?
                WHERE organization_id = ? AND id = ? AND status = 'active'
                  AND EXISTS (SELECT FROM users u
                              WHERE u.organization_id = agents.organization_id
                                AND u.id = agents.user_id AND u.status = 'active')
                """,
                statement -> {
                    statement.setTimestamp(1, Timestamp.from(now));
                    statement.setObject(2, device.organizationId());
                    statement.setObject(3, device.id());
                    return statement.executeUpdate() == 1;
                });
    }

    private static Agent agent(ResultSet row) throws SQLException {
        Timestamp lastSeen = row.getTimestamp("last_seen_at");
        return new Agent(
                row.getObject("id", UUID.class),
                row.getObject("user_id", UUID.class),
                row.getString("user_name"),
                row.getString("hostname"),
                row.getString("os"),
                row.getString("version"),
                AgentStatus.of(row.getString("status")),
                row.getInt("acknowledged_policy"),
                row.getTimestamp("enrolled_at").toInstant(),
                lastSeen == null ? null : lastSeen.toInstant());
    }
}
