package dev.astir.app.privacy;

import io.micronaut.data.annotation.MappedEntity;
import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.util.List;
import java.util.UUID;

/** Who and what else is called so, in a transaction of the organization. Thread-safe. */
@JdbcRepository(dialect = Dialect.POSTGRES)
interface NameRepository extends GenericRepository<NameRepository.Entry, UUID> {

    /** What the repository is of. */
    @MappedEntity("audit_entries")
    record Entry(UUID organizationId, UUID id) {}

    /**
     * Those of the names that are another's: an e-mail that another has; a name that is, or is part
     * of, what another person, device, team or project is called, or was, as the trail tells.
     */
    @Query(
            """
            WITH candidate AS (
                SELECT name, lower(name) AS lowered,
                       lower(btrim(CAST(to_jsonb(name) AS text), '"')) AS in_json
                FROM unnest(CAST(:names AS text[])) AS given (name))
            SELECT name FROM candidate
            WHERE EXISTS (
                SELECT FROM users u
                WHERE u.organization_id = :organizationId AND u.id <> :userId
                  AND (lower(u.email) = lowered OR strpos(lower(u.name), lowered) > 0))
               OR EXISTS (
                SELECT FROM (
                    SELECT hostname AS called FROM agents
                    WHERE organization_id = :organizationId AND user_id <> :userId
                    UNION ALL
                    SELECT name FROM teams WHERE organization_id = :organizationId
                    UNION ALL
                    SELECT name FROM projects WHERE organization_id = :organizationId) AS things
                WHERE strpos(lower(called), lowered) > 0)
               OR EXISTS (
                SELECT FROM audit_entries e
                CROSS JOIN LATERAL (
                    SELECT jsonb_path_query(e.details, '$.**.name') AS called
                    UNION ALL
                    SELECT jsonb_path_query(e.details, '$.**.hostname')) AS told
                WHERE e.organization_id = :organizationId
                  AND e.person_id IS DISTINCT FROM CAST(:userId AS uuid)
                  AND split_part(e.action, '.', 1)
                      IN ('person', 'profile', 'device', 'team', 'project')
                  AND strpos(lower(CAST(called AS text)), in_json) > 0)
            """)
    List<String> others(UUID organizationId, UUID userId, String[] names);
}
