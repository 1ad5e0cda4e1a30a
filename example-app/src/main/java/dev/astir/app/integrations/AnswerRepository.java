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

/**
 * The table {@code integration_answers}: what senders were answered last, in a transaction of the
 * organization. Thread-safe.
 */
@JdbcRepository(dialect = Dialect.POSTGRES)
interface AnswerRepository extends GenericRepository<AnswerRepository.Row, UUID> {

    /** An answer. */
    @Introspected
    @MappedEntity("integration_answers")
    record Row(
            @Id UUID id,
            Instant at,
            int status,
            @Nullable String senderId,
            @Nullable String type,
            String outcome,
            @Nullable UUID eventId,
            @Nullable String detail) {}

    @Query(
            """
            INSERT INTO integration_answers (organization_id, integration_id, id, at, status,
                                             trusted, sender_id, type, outcome, event_id, detail)
            VALUES (:organizationId, :integrationId, :id, :at, :status, :trusted, :senderId, :type,
                    :outcome, :eventId, :detail)
            """)
    void add(
            UUID organizationId,
            UUID integrationId,
            UUID id,
            Instant at,
            int status,
            boolean trusted,
            @Nullable String senderId,
            @Nullable String type,
            String outcome,
            @Nullable UUID eventId,
            @Nullable String detail);

    /** Deletes all but the newest, of those who proved who they are or of the others. */
    @Query(
            """
            DELETE FROM integration_answers
            WHERE integration_id = :integrationId AND id IN (
                SELECT id FROM integration_answers
                WHERE integration_id = :integrationId AND trusted = :trusted
                ORDER BY at DESC, id DESC OFFSET :keep)
            """)
    long trim(UUID integrationId, boolean trusted, int keep);

    /** The newest, the last one first. */
    @Query(
            """
            SELECT id, at, status, sender_id, type, outcome, event_id, detail
            FROM integration_answers WHERE integration_id = :integrationId
            ORDER BY at DESC, id DESC LIMIT :limit
            """)
    List<Row> newest(UUID integrationId, int limit);
}
