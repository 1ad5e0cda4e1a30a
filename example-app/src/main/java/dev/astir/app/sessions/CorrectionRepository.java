package dev.astir.app.sessions;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The table {@code session_corrections}. Thread-safe. */
@JdbcRepository(dialect = Dialect.POSTGRES)
interface CorrectionRepository extends GenericRepository<Correction, UUID> {

    @Query(
            """
            INSERT INTO session_corrections (organization_id, id, person_id, session_id,
                corrected_by, corrected_at, reason, before, after)
            VALUES (:organizationId, :id, :personId, :sessionId, :correctedBy, :now, :reason,
                CAST(:before AS jsonb), CAST(:after AS jsonb))
            """)
    void add(
            UUID organizationId,
            UUID id,
            UUID personId,
            UUID sessionId,
            UUID correctedBy,
            Instant now,
            String reason,
            @Nullable String before,
            String after);

    /** Those of a session, the earliest first. */
    @Query(
            """
            SELECT * FROM session_corrections
            WHERE organization_id = :organizationId AND session_id = :sessionId
            ORDER BY corrected_at, id
            """)
    List<Correction> ofSession(UUID organizationId, UUID sessionId);
}
