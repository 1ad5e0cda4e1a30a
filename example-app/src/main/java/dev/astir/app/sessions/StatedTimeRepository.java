package dev.astir.app.sessions;

import dev.astir.app.sessions.StatedTime.Decision;
import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The table {@code stated_times}. Thread-safe. */
@JdbcRepository(dialect = Dialect.POSTGRES)
interface StatedTimeRepository extends GenericRepository<StatedTime, UUID> {

    /** The new row. */
    @Query(
            """
            INSERT INTO stated_times (organization_id, id, person_id, session_id, start_time,
                end_time, decision, project_id, decided_by, decided_at)
            VALUES (:organizationId, :id, :personId, :sessionId, :from, :to, lower(:decision),
                CAST(:projectId AS uuid), :decidedBy, :decidedAt)
            RETURNING *
            """)
    StatedTime add(
            UUID organizationId,
            UUID id,
            UUID personId,
            UUID sessionId,
            Instant from,
            Instant to,
            Decision decision,
            @Nullable UUID projectId,
            UUID decidedBy,
            Instant decidedAt);

    /** All of a session, the earliest first. */
    @Query(
            """
            SELECT * FROM stated_times
            WHERE organization_id = :organizationId AND session_id = :sessionId
            ORDER BY start_time, id
            """)
    List<StatedTime> ofSession(UUID organizationId, UUID sessionId);

    /** Changes the bounds. */
    @Query(
            """
            UPDATE stated_times SET start_time = :from, end_time = :to
            WHERE organization_id = :organizationId AND id = :id
            """)
    long move(UUID organizationId, UUID id, Instant from, Instant to);

    @Query("DELETE FROM stated_times WHERE organization_id = :organizationId AND id = :id")
    long delete(UUID organizationId, UUID id);
}
