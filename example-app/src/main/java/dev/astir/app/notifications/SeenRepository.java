package dev.astir.app.notifications;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** The table {@code alerts_seen}, in a transaction of the organization. Thread-safe. */
@JdbcRepository(dialect = Dialect.POSTGRES)
interface SeenRepository extends GenericRepository<SeenRepository.Seen, UUID> {

    /** Up to when somebody has seen what is new. Immutable. */
    @MappedEntity("alerts_seen")
    record Seen(@Id UUID userId, Instant seenUntil) {}

    /** Who has seen nothing yet has since they came: what was before is no news to them. */
    @Query(
            """
            SELECT u.id AS user_id, COALESCE(s.seen_until, u.created_at) AS seen_until
            FROM users u
            LEFT JOIN alerts_seen s ON s.organization_id = u.organization_id AND s.user_id = u.id
            WHERE u.organization_id = :organizationId AND u.id = :userId
            """)
    Optional<Seen> find(UUID organizationId, UUID userId);

    /** Somebody has seen what was new until then; never less than before. */
    @Query(
            """
            INSERT INTO alerts_seen AS s (organization_id, user_id, seen_until)
            VALUES (:organizationId, :userId, :until)
            ON CONFLICT (organization_id, user_id)
            DO UPDATE SET seen_until = GREATEST(s.seen_until, excluded.seen_until)
            """)
    void put(UUID organizationId, UUID userId, Instant until);

    @Query(
            """
            DELETE FROM alerts_seen WHERE organization_id = :organizationId AND user_id = :userId
            """)
    void delete(UUID organizationId, UUID userId);
}
