package dev.astir.app.sessions;

import io.micronaut.data.annotation.MappedEntity;
import io.micronaut.data.annotation.Query;
import io.micronaut.data.annotation.TypeDef;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.DataType;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What automatic sessions ask of the table {@code work_sessions}. Thread-safe. */
@JdbcRepository(dialect = Dialect.POSTGRES)
interface AutomaticRepository extends GenericRepository<Session, UUID> {

    /** An organization whose agents start and stop sessions. */
    @MappedEntity("organizations")
    record Rule(UUID id, int sessionEndsAfterSeconds) {}

    /** Of all of them. Only as system. */
    @Query(
            """
            SELECT id, session_ends_after_seconds FROM organizations
            WHERE automatic_sessions ORDER BY id
            """)
    List<Rule> rules();

    /** A session that runs since; null when the person has a running one. */
    @Query(
            """
            INSERT INTO work_sessions (organization_id, id, user_id, source, start_time, status)
            VALUES (:organizationId, :id, :userId, 'agent', :from, 'active')
            ON CONFLICT (organization_id, user_id) WHERE status = 'active' DO NOTHING
            RETURNING *
            """)
    @Nullable Session begin(UUID organizationId, UUID id, UUID userId, Instant from);

    /** Gives a session that is held other bounds; without an end, it runs. */
    @Query(
            """
            UPDATE work_sessions
            SET start_time = :from, end_time = CAST(:to AS timestamptz), version = version + 1,
                status = CASE WHEN CAST(:to AS timestamptz) IS NULL THEN 'active' ELSE 'stopped' END
            WHERE organization_id = :organizationId AND id = :id
            RETURNING *
            """)
    Session bound(UUID organizationId, UUID id, Instant from, @Nullable Instant to);

    /** Those of the sessions that agents made, and nobody posted to or changed by hand. */
    @Query(
            """
            SELECT id FROM work_sessions s
            WHERE organization_id = :organizationId AND id = ANY (:ids) AND source = 'agent'
              AND posted_active_seconds = 0 AND posted_idle_seconds = 0
              AND NOT EXISTS (SELECT FROM session_corrections c
                              WHERE c.organization_id = s.organization_id AND c.session_id = s.id)
            """)
    List<UUID> untouched(UUID organizationId, @TypeDef(type = DataType.OBJECT) UUID[] ids);

    /** What was said about parts of one session is from now on of another. */
    @Query(
            """
            UPDATE stated_times SET session_id = :by
            WHERE organization_id = :organizationId AND session_id = :id
            """)
    long adopt(UUID organizationId, UUID id, UUID by);

    /** Sessions of agents that run, and in which nothing was done after a time. */
    @Query(
            """
            SELECT * FROM work_sessions
            WHERE organization_id = :organizationId AND status = 'active' AND source = 'agent'
              AND COALESCE(last_activity_at, start_time) <= :time
            ORDER BY id
            """)
    List<Session> idleSince(UUID organizationId, Instant time);
}
