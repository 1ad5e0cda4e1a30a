package dev.astir.app.presence;

import io.micronaut.data.jdbc.runtime.JdbcOperations;
import jakarta.inject.Singleton;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Whose presence is shown, and when they were last here. Each method runs in the caller's
 * transaction. Thread-safe.
 */
@Singleton
class People {

    private static final String SELECT =
            """
            SELECT u.id, u.name, s.last_seen
            FROM users u LEFT JOIN presence_last_seen s
                 ON s.organization_id = u.organization_id AND s.user_id = u.id
            WHERE u.organization_id = ? AND u.status = 'active'
            """;

    private final JdbcOperations jdbc;

    People(JdbcOperations jdbc) {
        this.jdbc = jdbc;
    }

    /** Everybody, by name. */
    List<Person> all(UUID organizationId) {
        return jdbc.prepareStatement(
                SELECT + " ORDER BY u.name, u.id",
                statement -> {
                    statement.setObject(1, organizationId);
                    return read(statement);
                });
    }

    Optional<Person> find(UUID organizationId, UUID userId) {
        return jdbc.prepareStatement(
                SELECT + " AND u.id = ?",
                statement -> {
                    statement.setObject(1, organizationId);
                    statement.setObject(2, userId);
                    return read(statement).stream().findFirst();
                });
    }

    /** Notes that the person is here now, or was until now. */
    void seen(UUID organizationId, UUID userId) {
        jdbc.prepareStatement(
                """
                INSERT INTO presence_last_seen (organization_id, user_id, last_seen)
                VALUES (?, ?, now())
                ON CONFLICT (organization_id, user_id) DO UPDATE SET last_seen = EXCLUDED.last_seen
                """,
                statement -> {
                    statement.setObject(1, organizationId);
                    statement.setObject(2, userId);
                    return statement.executeUpdate();
                });
    }

    private static List<Person> read(PreparedStatement statement) throws SQLException {
        List<Person> people = new ArrayList<>();
        try (ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                Timestamp lastSeen = rows.getTimestamp("last_seen");
                people.add(
                        new Person(
                                rows.getObject("id", UUID.class),
                                rows.getString("name"),
                                lastSeen == null ? null : lastSeen.toInstant()));
            }
        }
        return people;
    }
}
