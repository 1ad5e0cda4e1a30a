package dev.astir.benchmarks;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * People who are written into the app's database, since the app has no address yet by which they
 * could be added. They have the password of the administrator beside whom they stand.
 */
public final class AddedPeople {
    private static final String ADD =
            """
            INSERT INTO users (organization_id, id, name, email, password_hash, role, status,
                               time_zone, created_at, updated_at)
            SELECT organization_id, ?, ?, ?, password_hash, 'employee', 'active',
                   time_zone, now(), now()
              FROM users WHERE email = ?
            """;

    private AddedPeople() {}

    /** Somebody to add. */
    public record Person(String name, String email) {}

    /** Adds them to the organization of an administrator, and tells their ids in order. */
    public static List<UUID> beside(String admin, List<Person> people, PostgresServer database)
            throws SQLException {
        List<UUID> ids = new ArrayList<>();
        try (Connection connection = database.dataSource().getConnection();
                PreparedStatement insert = connection.prepareStatement(ADD)) {
            for (Person person : people) {
                UUID id = UUID.randomUUID();
                insert.setObject(1, id);
                insert.setString(2, person.name());
                insert.setString(3, person.email());
                insert.setString(4, admin);
                insert.addBatch();
                ids.add(id);
            }
            insert.executeBatch();
        }
        return ids;
    }
}
