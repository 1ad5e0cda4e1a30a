package dev.astir.app.webhooks;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.annotation.TypeDef;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.DataType;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What is due of the table {@code webhook_deliveries}, as system. Thread-safe. */
@JdbcRepository(dialect = Dialect.POSTGRES)
interface DueDeliveryRepository extends GenericRepository<DueDelivery, UUID> {

    /**
     * Takes one that is due, for this node alone until the lease ends; then it is due again, should
     * the node be gone. Of an organization's the one that is due the longest; and any organization
     * that has some, as one with thousands must not keep the others waiting. Null if none is due.
     *
     * @param webhooks of which none is taken
     * @param organizations of which none is taken
     */
    @Query(
            """
            UPDATE webhook_deliveries d
            SET attempts = d.attempts + 1, next_attempt_at = :leaseEnd, is_leased = true
            FROM webhooks w
            WHERE w.organization_id = d.organization_id AND w.id = d.webhook_id
              AND (d.organization_id, d.id) = (
                SELECT n.organization_id, n.id FROM webhook_deliveries n
                JOIN webhooks a ON a.organization_id = n.organization_id AND a.id = n.webhook_id
                WHERE n.next_attempt_at <= :now AND a.status = 'active'
                  AND n.webhook_id <> ALL (:webhooks) AND n.organization_id = (
                    SELECT organization_id FROM (
                        SELECT DISTINCT o.organization_id FROM webhook_deliveries o
                        JOIN webhooks b
                          ON b.organization_id = o.organization_id AND b.id = o.webhook_id
                        WHERE o.next_attempt_at <= :now AND b.status = 'active'
                          AND o.webhook_id <> ALL (:webhooks)
                          AND o.organization_id <> ALL (:organizations)) AS due
                    ORDER BY random() LIMIT 1)
                ORDER BY n.next_attempt_at, n.created_at LIMIT 1 FOR UPDATE OF n SKIP LOCKED)
            RETURNING d.organization_id, d.id, d.webhook_id, d.event_id, d.body, d.attempts, w.url,
                      w.secret, w.old_secret, w.old_secret_until, w.user_id
            """)
    @Nullable DueDelivery take(
            Instant now,
            Instant leaseEnd,
            @TypeDef(type = DataType.OBJECT) UUID[] webhooks,
            @TypeDef(type = DataType.OBJECT) UUID[] organizations);

    /** How many wait in all organizations, up to a bound. */
    @Query(
            """
            SELECT count(*) FROM (
                SELECT FROM webhook_deliveries WHERE next_attempt_at IS NOT NULL LIMIT 100000) AS waiting
            """)
    long countWaiting();

    /** For how many seconds the first of those that are due has been due. */
    @Query(
            """
            SELECT COALESCE(CAST(extract(epoch FROM CAST(:now AS timestamptz) - min(next_attempt_at))
                                 AS bigint), 0)
            FROM webhook_deliveries WHERE next_attempt_at <= :now
            """)
    long oldest(Instant now);
}
