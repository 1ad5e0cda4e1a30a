package dev.astir.app.webhooks;

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

/**
 * The table {@code webhook_deliveries}, in a transaction of the organization. Whoever changes the
 * webhook as well does that first. Thread-safe.
 */
@JdbcRepository(dialect = Dialect.POSTGRES)
interface DeliveryRepository extends GenericRepository<DeliveryRow, UUID> {

    /**
     * Adds one for each event, due now.
     *
     * @param events ids; as all the others in the same order
     * @param people whose data they show; empty for what everybody may see
     */
    @Query(
            """
            INSERT INTO webhook_deliveries (organization_id, id, webhook_id, event_id, event_type,
                                            shown_of, body, outcome, next_attempt_at, created_at)
            SELECT :organizationId, gen_random_uuid(), :webhookId, given.event_id, given.event_type,
                   CAST(NULLIF(given.person, '') AS uuid), given.body, 'waiting', :now, :now
            FROM unnest(CAST(:events AS uuid[]), CAST(:types AS text[]), CAST(:people AS text[]),
                        CAST(:bodies AS text[])) AS given (event_id, event_type, person, body)
            ON CONFLICT (organization_id, webhook_id, event_id) DO NOTHING
            """)
    long addAll(
            UUID organizationId,
            UUID webhookId,
            @TypeDef(type = DataType.STRING_ARRAY) List<String> events,
            @TypeDef(type = DataType.STRING_ARRAY) List<String> types,
            @TypeDef(type = DataType.STRING_ARRAY) List<String> people,
            @TypeDef(type = DataType.STRING_ARRAY) List<String> bodies,
            Instant now);

    /** Adds a test, which its maker sends; another node does should they not come to it. */
    @Query(
            """
            INSERT INTO webhook_deliveries (organization_id, id, webhook_id, event_type, body,
                                            outcome, attempts, next_attempt_at, is_leased,
                                            created_at)
            VALUES (:organizationId, :id, :webhookId, 'test', :text, 'waiting', 1, :leaseEnd, true,
                    :now)
            """)
    void addTest(
            UUID organizationId,
            UUID id,
            UUID webhookId,
            String text,
            Instant leaseEnd,
            Instant now);

    @Query(
            """
            SELECT * FROM webhook_deliveries
            WHERE organization_id = :organizationId AND webhook_id = :webhookId AND id = :id
            """)
    Optional<DeliveryRow> find(UUID organizationId, UUID webhookId, UUID id);

    /**
     * Those before a place, newest first.
     *
     * @param ended only with this outcome; null for any
     * @param type only of this type; null for any
     */
    @Query(
            """
            SELECT * FROM webhook_deliveries
            WHERE organization_id = :organizationId AND webhook_id = :webhookId
              AND (CAST(:ended AS text) IS NULL OR outcome = CAST(:ended AS text))
              AND (CAST(:type AS text) IS NULL OR event_type = CAST(:type AS text))
              AND (created_at, id) < (:time, :before)
            ORDER BY created_at DESC, id DESC LIMIT :limit
            """)
    List<DeliveryRow> page(
            UUID organizationId,
            UUID webhookId,
            @Nullable String ended,
            @Nullable String type,
            Instant time,
            UUID before,
            int limit);

    /** It has arrived, whoever else is at it. */
    @Query(
            """
            UPDATE webhook_deliveries
            SET outcome = 'delivered', next_attempt_at = NULL, is_leased = false, ended_at = :now
            WHERE organization_id = :organizationId AND id = :id AND outcome = 'waiting'
            """)
    long arrive(UUID organizationId, UUID id, Instant now);

    /** It is given up; does nothing where another node is at it since. */
    @Query(
            """
            UPDATE webhook_deliveries
            SET outcome = 'dead', next_attempt_at = NULL, is_leased = false, ended_at = :now
            WHERE organization_id = :organizationId AND id = :id AND outcome = 'waiting'
              AND attempts = :taken
            """)
    long die(UUID organizationId, UUID id, int taken, Instant now);

    /** It is tried again, or waits for its webhook; does nothing where another node is at it. */
    @Query(
            """
            UPDATE webhook_deliveries d
            SET next_attempt_at = w.at, is_leased = false
            FROM (SELECT CASE WHEN status = 'active' THEN CAST(:again AS timestamptz) END AS at
                  FROM webhooks WHERE organization_id = :organizationId AND id = :webhookId) w
            WHERE d.organization_id = :organizationId AND d.id = :id AND d.outcome = 'waiting'
              AND d.attempts = :taken
            """)
    long postpone(UUID organizationId, UUID webhookId, UUID id, int taken, Instant again);

    /** Somebody wants it tried now; does nothing while a node is at it. */
    @Query(
            """
            UPDATE webhook_deliveries
            SET outcome = 'waiting', next_attempt_at = :now, ended_at = NULL, is_leased = false
            WHERE organization_id = :organizationId AND id = :id
              AND NOT (is_leased AND next_attempt_at > :now)
            """)
    long retry(UUID organizationId, UUID id, Instant now);

    /** What waits for a webhook that is paused is not tried. */
    @Query(
            """
            UPDATE webhook_deliveries SET next_attempt_at = NULL
            WHERE organization_id = :organizationId AND webhook_id = :webhookId
              AND outcome = 'waiting' AND NOT is_leased
            """)
    long rest(UUID organizationId, UUID webhookId);

    /** What waited for a webhook for too long ends. */
    @Query(
            """
            UPDATE webhook_deliveries SET outcome = 'dead', next_attempt_at = NULL, ended_at = :now,
                                          is_leased = false
            WHERE organization_id = :organizationId AND webhook_id = :webhookId
              AND outcome = 'waiting' AND created_at < :since
            """)
    long endOld(UUID organizationId, UUID webhookId, Instant since, Instant now);

    /** What waits for a webhook is due. */
    @Query(
            """
            UPDATE webhook_deliveries SET next_attempt_at = :now
            WHERE organization_id = :organizationId AND webhook_id = :webhookId
              AND outcome = 'waiting' AND NOT (is_leased AND next_attempt_at > :now)
            """)
    long wake(UUID organizationId, UUID webhookId, Instant now);

    /** Deletes what tells of somebody who is being erased, by their id or a name of their own. */
    @Query(
            """
            DELETE FROM webhook_deliveries d USING erasures e
            WHERE d.organization_id = :organizationId AND e.organization_id = :organizationId
              AND e.user_id = :userId
              AND (position(CAST(e.user_id AS text) IN d.body) > 0
                   OR EXISTS (SELECT FROM unnest(e.names) AS own (name)
                              WHERE own.name ~ '[ @]'
                                AND position(lower(own.name) IN lower(d.body)) > 0))
            """)
    long forget(UUID organizationId, UUID userId);
}
