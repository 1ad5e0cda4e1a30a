package dev.astir.app.savedreports;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What is due of the table {@code saved_reports}, as system. Thread-safe. */
@JdbcRepository(dialect = Dialect.POSTGRES)
interface DueRepository extends GenericRepository<SavedRow, UUID> {

    /**
     * Takes one that is due, for this node alone until the lease ends; then it is due again, should
     * the node be gone. Of an organization's the one that is due the longest; and any organization
     * that has some, as one with thousands must not keep the others waiting. Null if none is due,
     * or another node takes the last of that organization just now. Those of somebody who may not
     * come in wait until they may.
     */
    @Query(
            """
            UPDATE saved_reports SET attempts = attempts + 1, next_attempt_at = :leaseEnd
            WHERE (organization_id, id) = (
                SELECT s.organization_id, s.id FROM saved_reports s
                JOIN users u ON u.organization_id = s.organization_id AND u.id = s.user_id
                WHERE s.next_attempt_at <= :now AND u.status = 'active' AND s.organization_id = (
                    SELECT organization_id FROM (
                        SELECT DISTINCT d.organization_id FROM saved_reports d
                        JOIN users o ON o.organization_id = d.organization_id AND o.id = d.user_id
                        WHERE d.next_attempt_at <= :now AND o.status = 'active') AS due
                    ORDER BY random() LIMIT 1)
                ORDER BY s.next_attempt_at LIMIT 1 FOR UPDATE OF s SKIP LOCKED)
            RETURNING *
            """)
    @Nullable SavedRow take(Instant now, Instant leaseEnd);
}
