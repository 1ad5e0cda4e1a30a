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

/** The table {@code webhooks}, in a transaction of the organization. Thread-safe. */
@JdbcRepository(dialect = Dialect.POSTGRES)
interface WebhookRepository extends GenericRepository<Webhook, UUID> {

    /** With what it did since a time. */
    String LISTED =
            """
            SELECT w.*, u.name AS created_by_name, ended.delivered, ended.ended, took.usual_ms,
                   took.slowest_ms, queue.waiting, queue.next_try_at
            FROM webhooks w
            LEFT JOIN users u ON u.organization_id = w.organization_id AND u.id = w.created_by
            CROSS JOIN LATERAL (
                SELECT count(*) FILTER (WHERE d.outcome = 'delivered') AS delivered,
                       count(*) AS ended
                FROM webhook_deliveries d
                WHERE d.organization_id = w.organization_id AND d.webhook_id = w.id
                  AND d.event_id IS NOT NULL AND d.ended_at > :since) ended
            CROSS JOIN LATERAL (
                SELECT percentile_disc(0.5) WITHIN GROUP (ORDER BY t.took_ms) AS usual_ms,
                       max(t.took_ms) AS slowest_ms
                FROM webhook_deliveries d
                JOIN webhook_tries t
                  ON t.organization_id = d.organization_id AND t.delivery_id = d.id
                WHERE d.organization_id = w.organization_id AND d.webhook_id = w.id
                  AND t.at > :since AND t.status IS NOT NULL) took
            CROSS JOIN LATERAL (
                SELECT count(*) AS waiting, min(d.next_attempt_at) AS next_try_at
                FROM webhook_deliveries d
                WHERE d.organization_id = w.organization_id AND d.webhook_id = w.id
                  AND d.outcome = 'waiting') queue
            WHERE w.organization_id = :organizationId
              AND w.user_id IS NOT DISTINCT FROM CAST(:owner AS uuid)
            """;

    /**
     * All of one owner, by name.
     *
     * @param owner whose own they are; null for the organization's
     */
    @Query(LISTED + "ORDER BY lower(w.name), w.id")
    List<Webhook> all(UUID organizationId, @Nullable UUID owner, Instant since);

    /** One of {@link #all}. */
    @Query(LISTED + "AND w.id = :id")
    Optional<Webhook> find(UUID organizationId, @Nullable UUID owner, UUID id, Instant since);

    /** What a try needs. */
    @Query(
            """
            SELECT id, url, secret, old_secret, old_secret_until FROM webhooks
            WHERE organization_id = :organizationId AND id = :id
            """)
    Optional<WebhookKeys> keys(UUID organizationId, UUID id);

    /** How many there are of {@link #all}. */
    @Query(
            """
            SELECT count(*) FROM webhooks
            WHERE organization_id = :organizationId
              AND user_id IS NOT DISTINCT FROM CAST(:owner AS uuid)
            """)
    long count(UUID organizationId, @Nullable UUID owner);

    @Query(
            """
            INSERT INTO webhooks (organization_id, user_id, id, name, url, event_types, status,
                                  secret, read_to, language, created_by, created_at, updated_at)
            VALUES (:organizationId, CAST(:owner AS uuid), :id, :name, :url, :eventTypes, 'active',
                    :secret, :head, :language, :createdBy, :now, :now)
            """)
    void add(
            UUID organizationId,
            @Nullable UUID owner,
            UUID id,
            String name,
            String url,
            @TypeDef(type = DataType.STRING_ARRAY) List<String> eventTypes,
            byte[] secret,
            long head,
            String language,
            UUID createdBy,
            Instant now);

    /** Waits for whoever changes it or tells of it, and keeps others from it; 0 when it is gone. */
    @Query(
            """
            UPDATE webhooks SET updated_at = updated_at
            WHERE organization_id = :organizationId AND id = :id
            """)
    long hold(UUID organizationId, UUID id);

    @Query(
            """
            UPDATE webhooks SET name = :name, url = :url, event_types = :eventTypes,
                                updated_at = :now
            WHERE organization_id = :organizationId AND id = :id
            """)
    void describe(
            UUID organizationId,
            UUID id,
            String name,
            String url,
            @TypeDef(type = DataType.STRING_ARRAY) List<String> eventTypes,
            Instant now);

    /** Ends what it is told; does nothing when it is paused already. */
    @Query(
            """
            UPDATE webhooks SET status = 'paused', paused_because = :because, paused_at = :now,
                                updated_at = :now
            WHERE organization_id = :organizationId AND id = :id AND status = 'active'
            """)
    long pause(UUID organizationId, UUID id, String because, Instant now);

    /** It is told again, of events since then; how many deliveries ended for that is counted. */
    @Query(
            """
            UPDATE webhooks
            SET status = 'active', paused_because = NULL, paused_at = NULL, failing_since = NULL,
                dead_in_row = 0, events_since = :since, skipped = :ended, updated_at = :now
            WHERE organization_id = :organizationId AND id = :id AND status = 'paused'
            """)
    long resume(UUID organizationId, UUID id, Instant since, long ended, Instant now);

    /** Another secret; the one that it had signs as well until then. */
    @Query(
            """
            UPDATE webhooks SET old_secret = secret, old_secret_until = :until, secret = :sealed,
                                updated_at = :now
            WHERE organization_id = :organizationId AND id = :id
            """)
    long rotate(UUID organizationId, UUID id, byte[] sealed, Instant until, Instant now);

    @Query("DELETE FROM webhooks WHERE organization_id = :organizationId AND id = :id")
    long delete(UUID organizationId, UUID id);

    /** Something has arrived. */
    @Query(
            """
            UPDATE webhooks SET failing_since = NULL, dead_in_row = 0
            WHERE organization_id = :organizationId AND id = :id
              AND (failing_since IS NOT NULL OR dead_in_row > 0)
            """)
    long recover(UUID organizationId, UUID id);

    /**
     * Something has not; null when the webhook is gone.
     *
     * @param died 1 when the delivery was given up, else 0
     */
    @Query(
            """
            UPDATE webhooks
            SET failing_since = COALESCE(failing_since, :now), dead_in_row = dead_in_row + :died
            WHERE organization_id = :organizationId AND id = :id
            RETURNING *
            """)
    @Nullable FailingWebhook fail(UUID organizationId, UUID id, int died, Instant now);
}
