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

/** Reads the table {@code closed_weeks}. Thread-safe. */
@JdbcRepository(dialect = Dialect.POSTGRES)
interface ClosedWeekRepository extends GenericRepository<ClosedWeekRepository.Week, UUID> {

    /** A closed week. Immutable. */
    @MappedEntity("closed_weeks")
    record Week(@Id UUID personId, LocalDate week) {}

    /** The earliest closed week that has some of the time. */
    @Query(
            """
            SELECT person_id, week FROM closed_weeks
            WHERE organization_id = :organizationId AND person_id = :personId
              AND since < :to AND until > :from
            ORDER BY week LIMIT 1
            """)
    Optional<Week> closedIn(UUID organizationId, UUID personId, Instant from, Instant to);
}
