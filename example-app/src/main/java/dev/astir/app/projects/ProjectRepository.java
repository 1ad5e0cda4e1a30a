package dev.astir.app.projects;

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
 * The SQL of projects. Every method wants a transaction of the organization.
 *
 * <p>Safe for use by many threads.
 */
@Singleton
class ProjectRepository {

    private static final String COLUMNS =
            "organization_id, id, name, description, created_by, created_at";

    private final JdbcOperations jdbc;

    ProjectRepository(JdbcOperations jdbc) {
        this.jdbc = jdbc;
    }

    void insert(Project project) {
        String sql =
                """
                INSERT INTO projects (organization_id, id, name, description, created_by, created_at)
                VALUES (?, ?, ?, ?, ?, ?)
                """;
        jdbc.prepareStatement(
                sql,
                statement -> {
                    statement.setObject(1, project.organizationId());
                    statement.setObject(2, project.id());
                    statement.setString(3, project.name());
                    statement.setString(4, project.description());
                    statement.setObject(5, project.createdBy());
                    statement.setObject(6, project.createdAt().atOffset(ZoneOffset.UTC));
                    return statement.executeUpdate();
                });
    }

    Optional<Project> find(UUID organizationId, UUID id) {
        String sql =
                "SELECT "
                        + COLUMNS
                        + " FROM projects WHERE organization_id = ? AND id = ? AND deleted_at IS NULL";
        return jdbc.prepareStatement(
                sql,
                statement -> {
                    statement.setObject(1, organizationId);
                    statement.setObject(2, id);
                    return one(statement);
                });
    }

    /** Up to {@code limit} projects by name, after the project {@code after} if one is given. */
    List<Project> page(UUID organizationId, @Nullable UUID after, int limit) {
        // The cursor's row is found even when it was deleted meanwhile, so that a page can always
        // follow.
        String start =
                after == null
                        ? ""
                        : """
                         AND (lower(name), id) >
                             (SELECT lower(name), id FROM projects WHERE organization_id = ? AND id = ?)
                        """;
        String sql =
                "SELECT "
                        + COLUMNS
                        + " FROM projects WHERE organization_id = ? AND deleted_at IS NULL"
                        + start
                        + " ORDER BY lower(name), id LIMIT ?";
        return jdbc.prepareStatement(
                sql,
                statement -> {
                    int at = 0;
                    statement.setObject(++at, organizationId);
                    if (after != null) {
                        statement.setObject(++at, organizationId);
                        statement.setObject(++at, after);
                    }
                    statement.setInt(++at, limit);
                    List<Project> projects = new ArrayList<>();
                    try (ResultSet rows = statement.executeQuery()) {
                        while (rows.next()) {
                            projects.add(read(rows));
                        }
                    }
                    return projects;
                });
    }

    Optional<Project> update(
            UUID organizationId, UUID id, String name, @Nullable String description) {
        String sql =
                "UPDATE projects SET name = ?, description = ?"
                        + " WHERE organization_id = ? AND id = ? AND deleted_at IS NULL RETURNING "
                        + COLUMNS;
        return jdbc.prepareStatement(
                sql,
                statement -> {
                    statement.setString(1, name);
                    statement.setString(2, description);
                    statement.setObject(3, organizationId);
                    statement.setObject(4, id);
                    return one(statement);
                });
    }

    /** Returns whether there was one to delete. */
    boolean delete(UUID organizationId, UUID id, Instant at) {
        String sql =
                """
                UPDATE projects SET deleted_at = ?
                WHERE organization_id = ? AND id = ? AND deleted_at IS NULL
                """;
        return jdbc.prepareStatement(
                sql,
                statement -> {
                    statement.setObject(1, at.atOffset(ZoneOffset.UTC));
                    statement.setObject(2, organizationId);
                    statement.setObject(3, id);
                    return statement.executeUpdate() == 1;
                });
    }

    private static Optional<Project> one(PreparedStatement statement) throws SQLException {
        try (ResultSet rows = statement.executeQuery()) {
            return rows.next() ? Optional.of(read(rows)) : Optional.empty();
        }
    }

    private static Project read(ResultSet row) throws SQLException {
        return new Project(
                row.getObject("id", UUID.class),
                row.getObject("organization_id", UUID.class),
                row.getString("name"),
                row.getString("description"),
                row.getObject("created_by", UUID.class),
                row.getObject("created_at", OffsetDateTime.class).toInstant());
    }
}
