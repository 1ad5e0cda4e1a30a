package dev.astir.app.visits;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** The table {@code feed_visits}, in a transaction of the organization. Thread-safe. */
@JdbcRepository(dialect = Dialect.POSTGRES)
interface VisitRepository extends GenericRepository<VisitRepository.Row, UUID> {

    /** When somebody was last there. Immutable. */
    @MappedEntity("feed_visits")
    record Row(@Id UUID userId, Instant visitedAt) {}

    @Query(
            """
            SELECT user_id, visited_at FROM feed_visits
            WHERE organization_id = :organizationId AND user_id = :userId
            """)
    Optional<Row> find(UUID organizationId, UUID userId);

    /** Somebody is there; never earlier than another device said. */
    @Query(
            """
            INSERT INTO feed_visits AS v (organization_id, user_id, visited_at)
            VALUES (:organizationId, :userId, :at)
            ON CONFLICT (organization_id, user_id)
            DO UPDATE SET visited_at = GREATEST(v.visited_at, excluded.visited_at)
            """)
    void put(UUID organizationId, UUID userId, Instant at);

    @Query(
            """
            DELETE FROM feed_visits WHERE organization_id = :organizationId AND user_id = :userId
            """)
    void delete(UUID organizationId, UUID userId);
}
