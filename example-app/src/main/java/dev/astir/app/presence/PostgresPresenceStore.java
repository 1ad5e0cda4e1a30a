package dev.astir.app.presence;

import dev.astir.app.tenancy.Transactions;
import io.micronaut.data.jdbc.runtime.JdbcOperations;
import jakarta.inject.Singleton;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.UUID;

/**
 * Presence in an unlogged table. The database's clock decides what is expired, so that nodes with
 * different clocks agree. Joins the caller's transaction, or opens its own. Thread-safe.
 */
@Singleton
final class PostgresPresenceStore implements PresenceStore {

    private final Transactions transactions;
    private final JdbcOperations jdbc;

    PostgresPresenceStore(Transactions transactions, JdbcOperations jdbc) {
        this.transactions = transactions;
        this.jdbc = jdbc;
    }

    @Override
    public void put(DeviceConnection connection, DeviceState state, Duration timeToLive) {
        change(
                connection.organizationId(),
                """
                INSERT INTO presence (organization_id, agent_id, user_id, connection_id, state,
                                      app, title, media, since, last_seen, expires_at)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, now(), now() + ? * interval '1 millisecond')
                ON CONFLICT (organization_id, agent_id) DO UPDATE SET
                    user_id = EXCLUDED.user_id, connection_id = EXCLUDED.connection_id,
                    state = EXCLUDED.state, app = EXCLUDED.app, title = EXCLUDED.title,
                    media = EXCLUDED.media,
                    since = EXCLUDED.since, last_seen = EXCLUDED.last_seen,
                    expires_at = EXCLUDED.expires_at
                """,
                statement -> {
                    statement.setObject(1, connection.organizationId());
                    statement.setObject(2, connection.agentId());
                    statement.setObject(3, connection.userId());
                    statement.setObject(4, connection.connectionId());
                    statement.setString(5, state.active() ? "active" : "idle");
                    statement.setString(6, state.app());
                    statement.setString(7, state.title());
                    statement.setString(8, state.media());
                    statement.setTimestamp(9, Timestamp.from(state.since()));
                    statement.setLong(10, timeToLive.toMillis());
                });
    }

    @Override
    public void leave(DeviceConnection connection, Duration grace) {
        change(
                connection.organizationId(),
                """
                UPDATE presence SET last_seen = now(),
                                    expires_at = now() + ? * interval '1 millisecond'
                WHERE organization_id = ? AND agent_id = ? AND connection_id = ?
                """,
                statement -> {
                    statement.setLong(1, grace.toMillis());
                    statement.setObject(2, connection.organizationId());
                    statement.setObject(3, connection.agentId());
                    statement.setObject(4, connection.connectionId());
                });
    }

    @Override
    public void remove(UUID organizationId, UUID agentId) {
        change(
                organizationId,
                "DELETE FROM presence WHERE organization_id = ? AND agent_id = ?",
                statement -> {
                    statement.setObject(1, organizationId);
                    statement.setObject(2, agentId);
                });
    }

    @Override
    public void refresh(Collection<UUID> connectionIds, Duration timeToLive) {
        if (connectionIds.isEmpty()) {
            return;
        }
        transactions.asSystem(() -> {
            jdbc.prepareStatement(
                    """
                    UPDATE presence
                    SET last_seen = now(), expires_at = now() + ? * interval '1 millisecond'
                    WHERE connection_id = ANY (?)
                    """,
                    statement -> {
                        statement.setLong(1, timeToLive.toMillis());
                        statement.setArray(
                                2,
                                statement
                                        .getConnection()
                                        .createArrayOf("uuid", connectionIds.toArray()));
                        return statement.executeUpdate();
                    });
        });
    }

    @Override
    public List<Owner> expire() {
        return transactions.asSystem(() ->
                jdbc.prepareStatement(
                        """
                        WITH gone AS (
                            DELETE FROM presence WHERE expires_at <= now()
                            RETURNING organization_id, user_id)
                        SELECT DISTINCT organization_id, user_id FROM gone
                        """,
                        statement -> {
                            List<Owner> owners = new ArrayList<>();
                            try (ResultSet rows = statement.executeQuery()) {
                                while (rows.next()) {
                                    owners.add(
                                            new Owner(
                                                    rows.getObject(1, UUID.class),
                                                    rows.getObject(2, UUID.class)));
                                }
                            }
                            return owners;
                        }));
    }

    @Override
    public List<DevicePresence> devices(UUID organizationId) {
        return select(
                organizationId,
                "SELECT * FROM presence WHERE organization_id = ? AND expires_at > now()",
                statement -> statement.setObject(1, organizationId));
    }

    @Override
    public List<DevicePresence> devices(UUID organizationId, UUID userId) {
        return select(
                organizationId,
                """
                SELECT * FROM presence
                WHERE organization_id = ? AND user_id = ? AND expires_at > now()
                """,
                statement -> {
                    statement.setObject(1, organizationId);
                    statement.setObject(2, userId);
                });
    }

    private List<DevicePresence> select(UUID organizationId, String sql, Binding binding) {
        return transactions.inOrganization(
                organizationId,
                () ->
                        jdbc.prepareStatement(
                                sql,
                                statement -> {
                                    binding.bind(statement);
                                    List<DevicePresence> devices = new ArrayList<>();
                                    try (ResultSet rows = statement.executeQuery()) {
                                        while (rows.next()) {
                                            devices.add(device(rows));
                                        }
                                    }
                                    return devices;
                                }));
    }

    private void change(UUID organizationId, String sql, Binding binding) {
        transactions.inOrganization(
                organizationId,
                () -> {
                    jdbc.prepareStatement(
                            sql,
                            statement -> {
                                binding.bind(statement);
                                return statement.executeUpdate();
                            });
                });
    }

    private static DevicePresence device(ResultSet row) throws SQLException {
        return new DevicePresence(
                row.getObject("user_id", UUID.class),
                row.getObject("agent_id", UUID.class),
                new DeviceState(
                        row.getString("state").equals("active"),
                        row.getString("app"),
                        row.getString("title"),
                        row.getString("media"),
                        row.getTimestamp("since").toInstant()),
                row.getTimestamp("last_seen").toInstant());
    }

    @FunctionalInterface
    private interface Binding {
        void bind(PreparedStatement statement) throws SQLException;
    }
}
