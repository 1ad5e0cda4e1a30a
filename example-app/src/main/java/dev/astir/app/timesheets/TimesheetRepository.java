package dev.astir.app.timesheets;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.micronaut.core.annotation.Introspected;
import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import io.micronaut.data.annotation.Query;
import io.micronaut.data.annotation.TypeDef;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.DataType;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The tables {@code timesheets} and {@code timesheet_steps}. Thread-safe. */
@JdbcRepository(dialect = Dialect.POSTGRES)
interface TimesheetRepository extends GenericRepository<TimesheetRepository.Sheet, UUID> {

    /** How far a week of a person is; a draft where nothing is stored of it. Immutable. */
    @MappedEntity("timesheets")
    record Sheet(
            @Id UUID personId,
            String name,
            LocalDate week,
            TimesheetState state,
            @Nullable Instant submittedAt,
            @Nullable Instant decidedAt,
            @Nullable UUID decidedBy,
            @Nullable String decidedByName,
            @Nullable String reason) {}

    /** What was done. Immutable. */
    @Introspected
    @MappedEntity("timesheet_steps")
    @JsonInclude(JsonInclude.Include.ALWAYS)
    record Done(
            Step action, Instant at, UUID by, @Nullable String byName, @Nullable String reason) {}

    /** Somebody who may decide of a person's weeks: the nearest first. */
    @MappedEntity("users")
    record Decider(@Id UUID id, String name, int distance) {}

    /** The week of a person; empty when there is no such person. */
    @Query(
            """
            SELECT u.id AS person_id, u.name, CAST(:week AS date) AS week,
                   COALESCE(t.state, 'draft') AS state, t.submitted_at, t.decided_at, t.decided_by,
                   d.name AS decided_by_name, t.reason
            FROM users u
            LEFT JOIN timesheets t ON t.organization_id = :organizationId AND t.person_id = u.id
                AND t.week = CAST(:week AS date)
            LEFT JOIN users d ON d.organization_id = :organizationId AND d.id = t.decided_by
            WHERE u.organization_id = :organizationId AND u.id = :personId
            """)
    Optional<Sheet> find(UUID organizationId, UUID personId, LocalDate week);

    /**
     * Weeks of people, newest first: those that have some time, and those that were sent.
     *
     * @param seen only theirs; null for everybody's
     * @param personId only this one's; null for all
     * @param state only these; null for all
     * @param beforeWeek with {@code afterPerson} where the page before ended
     */
    @Query(
            """
            SELECT w.person_id, u.name, w.week, COALESCE(t.state, 'draft') AS state,
                   t.submitted_at, t.decided_at, t.decided_by, d.name AS decided_by_name, t.reason
            FROM (
                SELECT person_id, week FROM timesheets
                WHERE organization_id = :organizationId AND week BETWEEN :from AND :to
                  AND (CAST(:state AS text) IS NULL OR state = CAST(:state AS text))
                UNION
                SELECT person_id, date_trunc('week', CAST(day AS timestamp))::date FROM (
                    SELECT person_id, day FROM day_totals WHERE organization_id = :organizationId
                    UNION ALL
                    SELECT person_id, day FROM day_marks
                    WHERE organization_id = :organizationId) AS days
                WHERE COALESCE(CAST(:state AS text), 'draft') = 'draft'
                  AND (CAST(:personId AS uuid) IS NULL OR person_id = CAST(:personId AS uuid))
                  AND day BETWEEN :from AND CAST(:to AS date) + 6
            ) AS w
            JOIN users u ON u.organization_id = :organizationId AND u.id = w.person_id
            LEFT JOIN timesheets t ON t.organization_id = :organizationId
                AND t.person_id = w.person_id AND t.week = w.week
            LEFT JOIN users d ON d.organization_id = :organizationId AND d.id = t.decided_by
            WHERE (CAST(:seen AS uuid[]) IS NULL OR w.person_id = ANY (CAST(:seen AS uuid[])))
              AND (CAST(:personId AS uuid) IS NULL OR w.person_id = CAST(:personId AS uuid))
              AND (CAST(:state AS text) IS NULL
                   OR COALESCE(t.state, 'draft') = CAST(:state AS text))
              AND (w.week < :beforeWeek OR w.week = :beforeWeek AND w.person_id > :afterPerson)
            ORDER BY w.week DESC, w.person_id LIMIT :limit
            """)
    List<Sheet> page(
            UUID organizationId,
            @TypeDef(type = DataType.OBJECT) UUID @Nullable [] seen,
            @Nullable UUID personId,
            @Nullable String state,
            LocalDate from,
            LocalDate to,
            LocalDate beforeWeek,
            UUID afterPerson,
            int limit);

    /** Stores a week as a draft, unless it is stored. */
    @Query(
            """
            INSERT INTO timesheets (organization_id, person_id, week, state)
            VALUES (:organizationId, :personId, :week, 'draft') ON CONFLICT DO NOTHING
            """)
    long begin(UUID organizationId, UUID personId, LocalDate week);

    /** The state of a stored week, which nobody else changes until the transaction ends. */
    @Query(
            """
            SELECT state FROM timesheets
            WHERE organization_id = :organizationId AND person_id = :personId AND week = :week
            FOR UPDATE
            """)
    Optional<String> hold(UUID organizationId, UUID personId, LocalDate week);

    @Query(
            """
            UPDATE timesheets
            SET state = lower(:state), submitted_at = CAST(:submittedAt AS timestamptz),
                decided_at = CAST(:decidedAt AS timestamptz),
                decided_by = CAST(:decidedBy AS uuid), reason = CAST(:reason AS text)
            WHERE organization_id = :organizationId AND person_id = :personId AND week = :week
            """)
    long change(
            UUID organizationId,
            UUID personId,
            LocalDate week,
            TimesheetState state,
            @Nullable Instant submittedAt,
            @Nullable Instant decidedAt,
            @Nullable UUID decidedBy,
            @Nullable String reason);

    @Query(
            """
            INSERT INTO timesheet_steps (organization_id, person_id, week, action, taken_at,
                                         taken_by, reason)
            VALUES (:organizationId, :personId, :week, lower(:action), :at, :by,
                    CAST(:reason AS text))
            """)
    void add(
            UUID organizationId,
            UUID personId,
            LocalDate week,
            Step action,
            Instant at,
            UUID by,
            @Nullable String reason);

    /** What was done with a week, the latest first. */
    @Query(
            """
            SELECT s.action, s.taken_at AS at, s.taken_by AS by, u.name AS by_name, s.reason
            FROM timesheet_steps s
            LEFT JOIN users u ON u.organization_id = s.organization_id AND u.id = s.taken_by
            WHERE s.organization_id = :organizationId AND s.person_id = :personId
              AND s.week = :week
            ORDER BY s.id DESC LIMIT 100
            """)
    List<Done> history(UUID organizationId, UUID personId, LocalDate week);

    /**
     * Others who may decide of a person's weeks: managers of their team (distance 0), managers who
     * see everybody (1), administrators (2).
     */
    @Query(
            """
            SELECT * FROM (
                SELECT m.id, m.name,
                       CASE WHEN t.user_id IS NOT NULL THEN 0
                            WHEN m.role = 'admin' THEN 2 ELSE 1 END AS distance
                FROM users m
                JOIN users p ON p.organization_id = :organizationId AND p.id = :personId
                LEFT JOIN team_managers t ON t.organization_id = :organizationId
                    AND t.user_id = m.id AND t.team_id = p.team_id
                WHERE m.organization_id = :organizationId AND m.status = 'active'
                  AND m.id <> p.id AND m.role IN ('manager', 'admin')
                  AND (m.role = 'admin' OR t.user_id IS NOT NULL
                       OR NOT EXISTS (SELECT FROM team_managers o
                                      WHERE o.organization_id = :organizationId
                                        AND o.user_id = m.id))) AS deciders
            ORDER BY distance, lower(name), id LIMIT :limit
            """)
    List<Decider> deciders(UUID organizationId, UUID personId, int limit);
}
