package dev.astir.app.integrations;

import io.micronaut.core.annotation.Introspected;
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

/** Integrations as they are listed, in a transaction of the organization. Thread-safe. */
@JdbcRepository(dialect = Dialect.POSTGRES)
interface OverviewRepository extends GenericRepository<OverviewRepository.Row, UUID> {

    /**
     * An integration and how it does.
     *
     * @param lastSeen when a sender last proved who it is; null when none ever did
     * @param answeredAt when any sender was last answered; null when none ever was
     * @param answerStatus what it was answered then
     */
    @Introspected
    @MappedEntity("integrations")
    record Row(
            @Id UUID id,
            String publicId,
            String name,
            String kind,
            @Nullable String mapping,
            String status,
            @Nullable Instant previousUntil,
            Instant createdAt,
            Instant updatedAt,
            @Nullable Instant lastSeen,
            @Nullable Instant answeredAt,
            @Nullable Integer answerStatus) {}

    /**
     * Integrations by name.
     *
     * @param one this one alone; null for all
     */
    @Query(
            """
            SELECT i.id, i.public_id, i.name, i.kind, i.mapping, i.status, i.previous_until,
                   i.created_at, i.updated_at, c.last_seen, a.at AS answered_at,
                   a.status AS answer_status
            FROM integrations i
            LEFT JOIN client_activity c ON c.client_id = CAST(i.id AS text)
            LEFT JOIN LATERAL (
                SELECT at, status FROM integration_answers
                WHERE organization_id = i.organization_id AND integration_id = i.id
                ORDER BY at DESC, id DESC LIMIT 1) a ON true
            WHERE CAST(:one AS uuid) IS NULL OR i.id = CAST(:one AS uuid)
            ORDER BY lower(i.name), i.id
            """)
    List<Row> list(@Nullable UUID one);
}
