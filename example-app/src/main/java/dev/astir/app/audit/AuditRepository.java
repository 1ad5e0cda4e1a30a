package dev.astir.app.audit;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reads the table {@code audit_entries}, newest first. Thread-safe. */
@JdbcRepository(dialect = Dialect.POSTGRES)
interface AuditRepository extends GenericRepository<AuditEntry, UUID> {

    /** With people's names and roles of today. */
    String SELECT =
            """
            SELECT e.id, e.at, e.kind, e.action, e.actor_id, a.name AS actor_name,
                   a.role AS actor_role, e.via, e.person_id, p.name AS person_name, e.details
            FROM audit_entries e
            LEFT JOIN users a ON a.organization_id = e.organization_id AND a.id = e.actor_id
            LEFT JOIN users p ON p.organization_id = e.organization_id AND p.id = e.person_id
            WHERE e.organization_id = :organizationId AND e.at >= :from AND e.at < :to
              AND (CAST(:action AS text) IS NULL OR e.action = :action
                   OR starts_with(e.action, CAST(:action AS text) || '.'))
              AND (CAST(:kind AS text) IS NULL OR e.kind = :kind)
              AND (CAST(:after AS uuid) IS NULL OR (e.at, e.id) < (
                  SELECT at, id FROM audit_entries
                  WHERE organization_id = :organizationId AND id = CAST(:after AS uuid)))
            """;

    String ORDER = "ORDER BY e.at DESC, e.id DESC LIMIT :limit";

    /** {@code after} is the last id of the page before. */
    @Query(SELECT + ORDER)
    List<AuditEntry> page(
            UUID organizationId,
            Instant from,
            Instant to,
            @Nullable String action,
            @Nullable String kind,
            @Nullable UUID after,
            int limit);

    /** About one person: a statement of its own, for the index. */
    @Query(
            SELECT
                    + " AND e.person_id = :personId"
                    + " AND (CAST(:actorId AS uuid) IS NULL OR e.actor_id = CAST(:actorId AS uuid)) "
                    + ORDER)
    List<AuditEntry> pageAbout(
            UUID organizationId,
            UUID personId,
            @Nullable UUID actorId,
            Instant from,
            Instant to,
            @Nullable String action,
            @Nullable String kind,
            @Nullable UUID after,
            int limit);

    /** By one person: likewise. */
    @Query(SELECT + " AND e.actor_id = :actorId " + ORDER)
    List<AuditEntry> pageBy(
            UUID organizationId,
            UUID actorId,
            Instant from,
            Instant to,
            @Nullable String action,
            @Nullable String kind,
            @Nullable UUID after,
            int limit);
}
