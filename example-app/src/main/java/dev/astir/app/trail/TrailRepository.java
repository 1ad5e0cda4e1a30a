package dev.astir.app.trail;

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
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Adds to the table {@code audit_entries} and knows what it added, in a transaction of the
 * organization. Thread-safe.
 */
@JdbcRepository(dialect = Dialect.POSTGRES)
interface TrailRepository extends GenericRepository<TrailRepository.Entry, UUID> {

    /** What the repository is of; whoever reads has records of their own. */
    @MappedEntity("audit_entries")
    record Entry(@Id UUID id) {}

    @Query(
            """
            INSERT INTO audit_entries
                (id, organization_id, at, kind, action, actor_id, via, person_id, details)
            VALUES (:id, :organizationId, :now, 'change', :action, CAST(:actorId AS uuid),
                    CAST(:via AS text), CAST(:personId AS uuid), CAST(:details AS jsonb))
            """)
    void add(
            UUID id,
            UUID organizationId,
            Instant now,
            String action,
            @Nullable UUID actorId,
            @Nullable String via,
            @Nullable UUID personId,
            String details);

    /** One for each of the details. */
    @Query(
            """
            INSERT INTO audit_entries
                (id, organization_id, at, kind, action, actor_id, via, person_id, details)
            SELECT gen_random_uuid(), :organizationId, :now, 'change', :action,
                   CAST(:actorId AS uuid), CAST(:via AS text), :personId, CAST(new.details AS jsonb)
            FROM unnest(CAST(:details AS text[])) AS new (details)
            """)
    void addAll(
            UUID organizationId,
            Instant now,
            String action,
            @Nullable UUID actorId,
            @Nullable String via,
            UUID personId,
            @TypeDef(type = DataType.STRING_ARRAY) List<String> details);

    /** Whom an actor has looked at in one way since. */
    @Query(
            """
            SELECT DISTINCT person_id FROM audit_entries
            WHERE organization_id = :organizationId AND at >= :since AND kind = 'view'
              AND action = :what AND person_id IS NOT NULL
              AND actor_id IS NOT DISTINCT FROM CAST(:actorId AS uuid)
              AND via IS NOT DISTINCT FROM CAST(:via AS text)
            """)
    List<UUID> viewedSince(
            UUID organizationId,
            Instant since,
            String what,
            @Nullable UUID actorId,
            @Nullable String via);

    /** One for each person whom the same actor has not looked at in the same way since. */
    @Query(
            """
            INSERT INTO audit_entries
                (id, organization_id, at, kind, action, actor_id, via, person_id, details)
            SELECT gen_random_uuid(), :organizationId, :now, 'view', :what, CAST(:actorId AS uuid),
                   CAST(:via AS text), seen.id, CAST(:details AS jsonb)
            FROM unnest(CAST(:people AS uuid[])) AS seen (id)
            WHERE NOT EXISTS (
                SELECT FROM audit_entries e
                WHERE e.organization_id = :organizationId AND e.person_id = seen.id AND e.at > :since
                  AND e.kind = 'view' AND e.action = :what
                  AND e.actor_id IS NOT DISTINCT FROM CAST(:actorId AS uuid)
                  AND e.via IS NOT DISTINCT FROM CAST(:via AS text)
                  AND e.details = CAST(:details AS jsonb))
            """)
    long addViews(
            UUID organizationId,
            Instant now,
            Instant since,
            String what,
            @Nullable UUID actorId,
            @Nullable String via,
            @TypeDef(type = DataType.OBJECT) UUID[] people,
            String details);
}
