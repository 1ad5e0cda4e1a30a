package dev.astir.app.privacy;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The trail's entries that may name somebody. Only as system. Thread-safe. */
@JdbcRepository(dialect = Dialect.POSTGRES)
interface PseudonymRepository extends GenericRepository<PseudonymRepository.Entry, UUID> {

    /** An entry, with its details as JSON. */
    @MappedEntity("audit_entries")
    record Entry(
            @Id UUID id,
            Instant at,
            String action,
            @Nullable UUID actorId,
            @Nullable String via,
            @Nullable UUID personId,
            String details) {}

    /** By or about the person, or with one of the patterns in them; newest first. */
    @Query(
            """
            SELECT id, at, action, actor_id, via, person_id, CAST(details AS text) AS details
            FROM audit_entries
            WHERE organization_id = :organizationId
              AND (actor_id = :userId OR person_id = :userId
                   OR CAST(details AS text) ~ ANY (CAST(:patterns AS text[])))
              AND (at, id) < (CAST(:at AS timestamptz), CAST(:id AS uuid))
            ORDER BY at DESC, id DESC LIMIT :limit
            """)
    List<Entry> page(
            UUID organizationId, UUID userId, String[] patterns, Instant at, UUID id, int limit);

    @Query(
            """
            UPDATE audit_entries SET details = CAST(:details AS jsonb), via = CAST(:via AS text)
            WHERE organization_id = :organizationId AND id = :id
            """)
    void write(UUID organizationId, UUID id, String details, @Nullable String via);
}
