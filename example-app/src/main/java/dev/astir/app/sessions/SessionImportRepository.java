package dev.astir.app.sessions;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.annotation.TypeDef;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.DataType;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** Many rows of the table {@code work_sessions} at once, and what is told of them. Thread-safe. */
@JdbcRepository(dialect = Dialect.POSTGRES)
interface SessionImportRepository extends GenericRepository<Session, UUID> {

    /** A person's sessions of which some part lies between two times, in their order. */
    @Query(
            """
            SELECT * FROM work_sessions
            WHERE organization_id = :organizationId AND user_id = :userId AND start_time < :to
              AND COALESCE(end_time, 'infinity') > :from AND end_time IS DISTINCT FROM start_time
            ORDER BY start_time, id
            """)
    List<Session> between(UUID organizationId, UUID userId, Instant from, Instant to);

    /** Sessions that are over; ids are empty for none. */
    @Query(
            """
            INSERT INTO work_sessions (organization_id, id, user_id, source, project_id, task_id,
                start_time, end_time, status)
            SELECT :organizationId, new.id, :userId, 'manual', NULLIF(new.project_id, '')::uuid,
                   NULLIF(new.task_id, '')::uuid, new.started, new.ended, 'stopped'
            FROM unnest(CAST(:ids AS uuid[]), CAST(:projectIds AS text[]), CAST(:taskIds AS text[]),
                        CAST(:starts AS timestamptz[]), CAST(:ends AS timestamptz[]))
                AS new (id, project_id, task_id, started, ended)
            RETURNING *
            """)
    List<Session> add(
            UUID organizationId,
            UUID userId,
            @TypeDef(type = DataType.OBJECT) UUID[] ids,
            @TypeDef(type = DataType.STRING_ARRAY) List<String> projectIds,
            @TypeDef(type = DataType.STRING_ARRAY) List<String> taskIds,
            @TypeDef(type = DataType.STRING_ARRAY) List<String> starts,
            @TypeDef(type = DataType.STRING_ARRAY) List<String> ends);

    /**
     * That these were made by hand, and why. For the rest of the transaction plans are made anew:
     * the foreign key's, made while an organization had few sessions, read all of them for each.
     */
    @Query(
            """
            WITH planned AS MATERIALIZED (
                SELECT set_config('plan_cache_mode', 'force_custom_plan', true) AS mode)
            INSERT INTO session_corrections (organization_id, id, person_id, session_id,
                corrected_by, corrected_at, reason, after)
            SELECT :organizationId, gen_random_uuid(), :personId, new.session_id, :correctedBy,
                   :now, new.reason, CAST(new.after AS jsonb)
            FROM planned CROSS JOIN
                unnest(CAST(:sessionIds AS uuid[]), CAST(:reasons AS text[]), CAST(:afters AS text[]))
                AS new (session_id, reason, after)
            WHERE planned.mode IS NOT NULL
            """)
    void tell(
            UUID organizationId,
            UUID personId,
            UUID correctedBy,
            Instant now,
            @TypeDef(type = DataType.OBJECT) UUID[] sessionIds,
            @TypeDef(type = DataType.STRING_ARRAY) List<String> reasons,
            @TypeDef(type = DataType.STRING_ARRAY) List<String> afters);
}
