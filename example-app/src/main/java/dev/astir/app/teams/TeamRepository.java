package dev.astir.app.teams;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import io.micronaut.data.annotation.Query;
import io.micronaut.data.annotation.TypeDef;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.DataType;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The table {@code teams}, in a transaction of the organization. Thread-safe. */
@JdbcRepository(dialect = Dialect.POSTGRES)
interface TeamRepository extends GenericRepository<TeamRepository.Row, UUID> {

    /** A team with its managers and the number of its people. */
    @MappedEntity("teams")
    record Row(
            @Id UUID id,
            String name,
            @TypeDef(type = DataType.STRING_ARRAY) List<String> managerIds,
            long memberCount,
            Instant createdAt) {

        Team team() {
            return new Team(
                    id,
                    name,
                    managerIds.stream().map(UUID::fromString).toList(),
                    memberCount,
                    createdAt);
        }
    }

    /** A team alone. */
    @MappedEntity("teams")
    record Named(@Id UUID id, String name) {}

    /** The new team; null when another one has the name. */
    @Query(
            """
            INSERT INTO teams (organization_id, id, name, created_at)
            VALUES (:organizationId, :id, :name, :now)
            ON CONFLICT (organization_id, lower(name)) DO NOTHING RETURNING *
            """)
    @Nullable Named create(UUID organizationId, UUID id, String name, Instant now);

    /** Whether another team has the name. */
    @Query(
            """
            SELECT EXISTS (SELECT FROM teams
                           WHERE organization_id = :organizationId AND lower(name) = lower(:name)
                             AND id <> :id)
            """)
    boolean isTaken(UUID organizationId, UUID id, String name);

    @Query("UPDATE teams SET name = :name WHERE organization_id = :organizationId AND id = :id")
    void rename(UUID organizationId, UUID id, String name);

    /** Its people and managers are taken out of it first. */
    @Query("DELETE FROM teams WHERE organization_id = :organizationId AND id = :id")
    void delete(UUID organizationId, UUID id);

    @Query(
            """
            SELECT t.*,
                   array(SELECT CAST(m.user_id AS text) FROM team_managers m
                         WHERE m.organization_id = t.organization_id AND m.team_id = t.id
                         ORDER BY m.user_id) AS manager_ids,
                   (SELECT count(*) FROM users u
                    WHERE u.organization_id = t.organization_id AND u.team_id = t.id
                      AND u.status <> 'removed') AS member_count
            FROM teams t
            WHERE t.organization_id = :organizationId AND t.id = :id
            """)
    Optional<Row> find(UUID organizationId, UUID id);

    /**
     * By name.
     *
     * @param manager only those that this person manages; null for all
     * @param after the last id of the page before; null for the first page
     */
    @Query(
            """
            SELECT t.*,
                   array(SELECT CAST(m.user_id AS text) FROM team_managers m
                         WHERE m.organization_id = t.organization_id AND m.team_id = t.id
                         ORDER BY m.user_id) AS manager_ids,
                   (SELECT count(*) FROM users u
                    WHERE u.organization_id = t.organization_id AND u.team_id = t.id
                      AND u.status <> 'removed') AS member_count
            FROM teams t
            WHERE t.organization_id = :organizationId
              AND (CAST(:manager AS uuid) IS NULL
                   OR EXISTS (SELECT FROM team_managers m
                              WHERE m.organization_id = :organizationId AND m.team_id = t.id
                                AND m.user_id = CAST(:manager AS uuid)))
              AND (CAST(:after AS uuid) IS NULL
                   OR (lower(t.name), t.id) > (SELECT lower(name), id FROM teams
                                               WHERE organization_id = :organizationId
                                                 AND id = CAST(:after AS uuid)))
            ORDER BY lower(t.name), t.id LIMIT :limit
            """)
    List<Row> page(UUID organizationId, @Nullable UUID manager, @Nullable UUID after, int limit);

    /** Who is in it. */
    @Query("SELECT id FROM users WHERE organization_id = :organizationId AND team_id = :id")
    List<UUID> members(UUID organizationId, UUID id);

    /** Takes everybody out of it. */
    @Query(
            """
            UPDATE users SET team_id = NULL, updated_at = :now
            WHERE organization_id = :organizationId AND team_id = :id
            """)
    void empty(UUID organizationId, UUID id, Instant now);
}
