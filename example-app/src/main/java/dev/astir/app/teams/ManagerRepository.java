package dev.astir.app.teams;

import io.micronaut.data.annotation.MappedEntity;
import io.micronaut.data.annotation.Query;
import io.micronaut.data.annotation.TypeDef;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.DataType;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.util.List;
import java.util.UUID;

/** The table {@code team_managers}, in a transaction of the organization. Thread-safe. */
@JdbcRepository(dialect = Dialect.POSTGRES)
interface ManagerRepository extends GenericRepository<ManagerRepository.Row, UUID> {

    /** Who manages what. */
    @MappedEntity("team_managers")
    record Row(UUID teamId, UUID userId) {}

    /** Who manages the team. */
    @Query(
            """
            SELECT user_id FROM team_managers
            WHERE organization_id = :organizationId AND team_id = :teamId ORDER BY user_id
            """)
    List<UUID> of(UUID organizationId, UUID teamId);

    /** Those of these people who may manage a team. */
    @Query(
            """
            SELECT id FROM users
            WHERE organization_id = :organizationId AND id = ANY (:ids)
              AND role IN ('manager', 'admin') AND status <> 'removed'
            """)
    List<UUID> eligible(UUID organizationId, @TypeDef(type = DataType.OBJECT) UUID[] ids);

    /** Makes these its managers besides those whom it has. */
    @Query(
            """
            INSERT INTO team_managers (organization_id, team_id, user_id)
            SELECT :organizationId, :teamId, id FROM unnest(CAST(:ids AS uuid[])) AS added (id)
            ON CONFLICT DO NOTHING
            """)
    void add(UUID organizationId, UUID teamId, @TypeDef(type = DataType.OBJECT) UUID[] ids);

    /** Leaves it those of its managers who are among these. */
    @Query(
            """
            DELETE FROM team_managers
            WHERE organization_id = :organizationId AND team_id = :teamId
              AND user_id <> ALL (CAST(:ids AS uuid[]))
            """)
    void keep(UUID organizationId, UUID teamId, @TypeDef(type = DataType.OBJECT) UUID[] ids);

    /** Ends what a person manages who is an employee, or was removed. */
    @Query(
            """
            DELETE FROM team_managers
            WHERE organization_id = :organizationId AND user_id = :userId
              AND EXISTS (SELECT FROM users u
                          WHERE u.organization_id = :organizationId AND u.id = :userId
                            AND (u.role = 'employee' OR u.status = 'removed'))
            """)
    void removeEmployee(UUID organizationId, UUID userId);
}
