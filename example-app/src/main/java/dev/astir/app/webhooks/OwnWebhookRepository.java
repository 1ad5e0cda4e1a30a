package dev.astir.app.webhooks;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.util.List;
import java.util.UUID;

/**
 * Those of the table {@code webhooks} that are people's own, in a transaction of the organization.
 * Thread-safe.
 */
@JdbcRepository(dialect = Dialect.POSTGRES)
interface OwnWebhookRepository extends GenericRepository<OwnWebhook, UUID> {

    /** All of them, by their people's names: each is called as its host. */
    @Query(
            """
            SELECT w.id, w.user_id, u.name AS user_name, w.name AS host, w.status, w.created_at
            FROM webhooks w
            JOIN users u ON u.organization_id = w.organization_id AND u.id = w.user_id
            WHERE w.organization_id = :organizationId
            ORDER BY lower(u.name), w.id
            """)
    List<OwnWebhook> all(UUID organizationId);
}
