package dev.astir.app.privacy;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The table {@code erasure_requests}, in a transaction of the organization. Thread-safe. */
@JdbcRepository(dialect = Dialect.POSTGRES)
interface ErasureRequestRepository extends GenericRepository<ErasureRequest, UUID> {

    /** With people's names. */
    String SELECT =
            """
            SELECT r.id, r.user_id, u.name AS user_name, r.reason, r.status, r.requested_at,
                   r.answered_at, a.name AS answered_by_name, r.note
            FROM erasure_requests r
            JOIN users u ON u.organization_id = r.organization_id AND u.id = r.user_id
            LEFT JOIN users a ON a.organization_id = r.organization_id AND a.id = r.answered_by
            """;

    /** Whether it was added; not while there is an open one. */
    @Query(
            """
            INSERT INTO erasure_requests (organization_id, id, user_id, reason, status, requested_at)
            VALUES (:organizationId, :id, :userId, :reason, 'open', :now)
            ON CONFLICT (organization_id, user_id) WHERE status = 'open' DO NOTHING
            """)
    boolean add(UUID organizationId, UUID id, UUID userId, @Nullable String reason, Instant now);

    /** Newest first; {@code after} is the last id of the page before. */
    @Query(
            SELECT
                    + """
                    WHERE (CAST(:after AS uuid) IS NULL OR (r.requested_at, r.id) < (
                        SELECT requested_at, id FROM erasure_requests
                        WHERE id = CAST(:after AS uuid)))
                    ORDER BY r.requested_at DESC, r.id DESC LIMIT :limit
                    """)
    List<ErasureRequest> page(@Nullable UUID after, int limit);

    @Query(SELECT + "WHERE r.id = :id")
    Optional<ErasureRequest> find(UUID id);

    /** The person's newest. */
    @Query(SELECT + "WHERE r.user_id = :userId ORDER BY r.requested_at DESC, r.id DESC LIMIT 1")
    Optional<ErasureRequest> newestOf(UUID userId);

    /** Whether it was open, and is answered now. */
    @Query(
            """
            UPDATE erasure_requests
            SET status = :status, answered_at = :now, answered_by = :by, note = :note
            WHERE id = :id AND status = 'open'
            """)
    boolean answer(UUID id, String status, Instant now, UUID by, @Nullable String note);
}
