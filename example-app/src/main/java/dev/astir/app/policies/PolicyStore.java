package dev.astir.app.policies;

import dev.astir.protocol.Policy;
import io.micronaut.data.jdbc.runtime.JdbcOperations;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The policies' rows. Each method runs in the caller's transaction. Thread-safe. */
@Singleton
class PolicyStore {

    private final JdbcOperations jdbc;

    PolicyStore(JdbcOperations jdbc) {
        this.jdbc = jdbc;
    }

    Optional<PolicyVersion> newest(UUID organizationId) {
        return jdbc.prepareStatement(
                """
                SELECT * FROM policies WHERE organization_id = ? ORDER BY version DESC LIMIT 1
                """,
                statement -> {
                    statement.setObject(1, organizationId);
                    return first(statement.executeQuery());
                });
    }

    /** The newest version that this person acknowledged. */
    Optional<PolicyVersion> acknowledged(UUID organizationId, UUID userId) {
        return jdbc.prepareStatement(
                """
                SELECT p.* FROM policy_acknowledgements k
                JOIN policies p ON p.organization_id = k.organization_id AND p.version = k.version
                WHERE k.organization_id = ? AND k.user_id = ? ORDER BY k.version DESC LIMIT 1
                """,
                statement -> {
                    statement.setObject(1, organizationId);
                    statement.setObject(2, userId);
                    return first(statement.executeQuery());
                });
    }

    /** Adds a version; does nothing if somebody else just added one with this number. */
    void add(UUID organizationId, PolicyVersion policy, Instant now) {
        Policy settings = policy.settings();
        jdbc.prepareStatement(
                """
                INSERT INTO policies (organization_id, version, text, capture_titles, introspection,
                                      never_capture, idle_after_seconds, created_at)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING
                """,
                statement -> {
                    statement.setObject(1, organizationId);
                    statement.setInt(2, settings.version());
                    statement.setString(3, policy.text());
                    statement.setBoolean(4, settings.captureTitles());
                    statement.setBoolean(5, settings.introspection());
                    statement.setArray(
                            6,
                            statement
                                    .getConnection()
                                    .createArrayOf("text", settings.neverCapture().toArray()));
                    statement.setInt(7, settings.idleAfterSeconds());
                    statement.setTimestamp(8, Timestamp.from(now));
                    return statement.executeUpdate();
                });
    }

    void acknowledge(UUID organizationId, UUID userId, int version, Instant now) {
        jdbc.prepareStatement(
                """
                INSERT INTO policy_acknowledgements (organization_id, user_id, version, acknowledged_at)
                VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING
                """,
                statement -> {
                    statement.setObject(1, organizationId);
                    statement.setObject(2, userId);
                    statement.setInt(3, version);
                    statement.setTimestamp(4, Timestamp.from(now));
                    return statement.executeUpdate();
                });
    }

    private static Optional<PolicyVersion> first(ResultSet rows) throws SQLException {
        try (rows) {
            if (!rows.next()) {
                return Optional.empty();
            }
            String[] neverCapture = (String[]) rows.getArray("never_capture").getArray();
            return Optional.of(
                    new PolicyVersion(
                            rows.getString("text"),
                            new Policy(
                                    rows.getInt("version"),
                                    rows.getBoolean("capture_titles"),
                                    rows.getBoolean("introspection"),
                                    List.of(neverCapture),
                                    rows.getInt("idle_after_seconds"))));
        }
    }
}
