package dev.astir.app.reports;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import io.micronaut.data.annotation.Query;
import io.micronaut.data.annotation.TypeDef;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.DataType;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;

/** What of some days was changed by hand. Thread-safe. */
@JdbcRepository(dialect = Dialect.POSTGRES)
interface CorrectedRepository extends GenericRepository<CorrectedRepository.Corrected, UUID> {

    /**
     * Corrections of a person's sessions. Immutable.
     *
     * @param lastDay the last of the days on which a session is that was corrected
     */
    @MappedEntity("session_corrections")
    record Corrected(@Id UUID personId, long corrections, LocalDate lastDay) {}

    /**
     * Sessions that have some of these days, and were changed after they were recorded: what was
     * entered by hand from the start is none of them. A session counts on its first day.
     */
    @Query(
            """
            SELECT person_id, count(*) AS corrections, max(greatest(first_day, :from)) AS last_day
            FROM (SELECT c.person_id,
                         astir_day_of(c.organization_id, c.person_id, s.start_time) AS first_day,
                         astir_day_of(c.organization_id, c.person_id,
                             greatest(s.start_time, s.end_time - interval '1 microsecond')) AS last_day
                  FROM work_sessions s
                  JOIN session_corrections c ON c.organization_id = s.organization_id
                      AND c.session_id = s.id
                  WHERE s.organization_id = :organizationId AND s.user_id = ANY (:people)
                    AND s.start_time < CAST(:to AS date) + 2
                    AND COALESCE(s.end_time, 'infinity') > CAST(:from AS date) - 2
                    AND c.before IS NOT NULL) AS corrected
            WHERE first_day <= :to AND last_day >= :from
            GROUP BY person_id
            """)
    List<Corrected> ofDays(
            UUID organizationId,
            @TypeDef(type = DataType.OBJECT) UUID[] people,
            LocalDate from,
            LocalDate to);
}
