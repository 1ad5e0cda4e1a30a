package dev.astir.app.days;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import io.micronaut.data.annotation.Query;
import io.micronaut.data.annotation.TypeDef;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.DataType;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The table {@code closed_weeks}. Thread-safe. */
@JdbcRepository(dialect = Dialect.POSTGRES)
interface ClosedWeekRepository extends GenericRepository<ClosedWeekRepository.Week, UUID> {

    /** A closed week. Immutable. */
    @MappedEntity("closed_weeks")
    record Week(
            @Id UUID personId,
            LocalDate week,
            Instant since,
            Instant until,
            boolean nightShifts,
            int idleAfterSeconds) {

        ClosedWeek closed() {
            return new ClosedWeek(
                    week, since, until, nightShifts, Duration.ofSeconds(idleAfterSeconds));
        }
    }

    /** The earliest closed week that has some of the time. */
    @Query(
            """
            SELECT * FROM closed_weeks
            WHERE organization_id = :organizationId AND person_id = :personId
              AND since < :to AND until > :from
            ORDER BY week LIMIT 1
            """)
    Optional<Week> closedIn(UUID organizationId, UUID personId, Instant from, Instant to);

    /** The closed week that begins on this Monday. */
    @Query(
            """
            SELECT * FROM closed_weeks
            WHERE organization_id = :organizationId AND person_id = :personId AND week = :week
            """)
    Optional<Week> find(UUID organizationId, UUID personId, LocalDate week);

    /** The closed weeks of these people that begin in a period, each person's in their order. */
    @Query(
            """
            SELECT * FROM closed_weeks
            WHERE organization_id = :organizationId AND person_id = ANY (:people)
              AND week BETWEEN :from AND :to
            ORDER BY person_id, week
            """)
    List<Week> of(
            UUID organizationId,
            @TypeDef(type = DataType.OBJECT) UUID[] people,
            LocalDate from,
            LocalDate to);

    /** Those of a person that have some of the time, in their order. */
    @Query(
            """
            SELECT * FROM closed_weeks
            WHERE organization_id = :organizationId AND person_id = :personId
              AND since < :to AND until > :from
            ORDER BY week
            """)
    List<Week> within(UUID organizationId, UUID personId, Instant from, Instant to);

    @Query(
            """
            INSERT INTO closed_weeks (organization_id, person_id, week, since, until, night_shifts,
                                      idle_after_seconds)
            VALUES (:organizationId, :personId, :week, :since, :until, :nightShifts,
                    :idleAfterSeconds)
            """)
    void close(
            UUID organizationId,
            UUID personId,
            LocalDate week,
            Instant since,
            Instant until,
            boolean nightShifts,
            int idleAfterSeconds);

    @Query(
            """
            DELETE FROM closed_weeks
            WHERE organization_id = :organizationId AND person_id = :personId AND week = :week
            """)
    long open(UUID organizationId, UUID personId, LocalDate week);

    /** As those who store time of the person do. */
    @Query(
            """
            SELECT true FROM (SELECT pg_advisory_xact_lock_shared(
                hashtextextended(CAST(:personId AS text), 24))) AS held
            """)
    boolean share(UUID personId);

    /** Waits for those who store time of the person, and has the next wait. */
    @Query(
            """
            SELECT true FROM (SELECT pg_advisory_xact_lock(
                hashtextextended(CAST(:personId AS text), 24))) AS held
            """)
    boolean hold(UUID personId);
}
