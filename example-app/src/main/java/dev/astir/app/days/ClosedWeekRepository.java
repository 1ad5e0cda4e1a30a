package dev.astir.app.days;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import java.util.UUID;

/** The table {@code closed_weeks}. Thread-safe. */
@JdbcRepository(dialect = Dialect.POSTGRES)
interface ClosedWeekRepository extends GenericRepository<ClosedWeekRepository.Week, UUID> {

    /** A closed week. Immutable. */
    @MappedEntity("closed_weeks")
    record Week(@Id UUID personId, LocalDate week, Instant since, Instant until) {}

    /** The earliest closed week that has some of the time. */
    @Query(
            """
            SELECT person_id, week, since, until FROM closed_weeks
            WHERE organization_id = :organizationId AND person_id = :personId
              AND since < :to AND until > :from
            ORDER BY week LIMIT 1
            """)
    Optional<Week> closedIn(UUID organizationId, UUID personId, Instant from, Instant to);

    /** The closed week that begins on this Monday. */
    @Query(
            """
            SELECT person_id, week, since, until FROM closed_weeks
            WHERE organization_id = :organizationId AND person_id = :personId AND week = :week
            """)
    Optional<Week> find(UUID organizationId, UUID personId, LocalDate week);

    @Query(
            """
            INSERT INTO closed_weeks (organization_id, person_id, week, since, until)
            VALUES (:organizationId, :personId, :week, :since, :until)
            """)
    void close(UUID organizationId, UUID personId, LocalDate week, Instant since, Instant until);

    @Query(
            """
            DELETE FROM closed_weeks
            WHERE organization_id = :organizationId AND person_id = :personId AND week = :week
            """)
    long open(UUID organizationId, UUID personId, LocalDate week);

    /** Waits for those who store time of the person, and has the next wait. */
    @Query(
            """
            SELECT true FROM (SELECT pg_advisory_xact_lock(
                hashtextextended(CAST(:personId AS text), 24))) AS held
            """)
    boolean hold(UUID personId);
}
