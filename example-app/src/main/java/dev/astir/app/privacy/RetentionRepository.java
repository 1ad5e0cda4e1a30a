package dev.astir.app.privacy;

import io.micronaut.data.annotation.MappedEntity;
import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Finds and deletes what is too old, some rows at a time. Thread-safe. */
@JdbcRepository(dialect = Dialect.POSTGRES)
interface RetentionRepository extends GenericRepository<RetentionRepository.Kept, UUID> {

    /** How long an organization keeps what people did. */
    @MappedEntity("organizations")
    record Kept(UUID id, int retentionDays) {}

    /** Some organizations, by id. Only as system. */
    @Query(
            """
            SELECT id, retention_days FROM organizations
            WHERE CAST(:after AS uuid) IS NULL OR id > CAST(:after AS uuid) ORDER BY id LIMIT :limit
            """)
    List<Kept> organizations(@Nullable UUID after, int limit);

    /** People who have something that is too old. Each is looked up by the index. */
    @Query(
            """
            SELECT u.id FROM users u
            WHERE u.organization_id = :organizationId AND EXISTS (
                SELECT FROM intervals i
                WHERE i.organization_id = u.organization_id AND i.person_id = u.id
                  AND i.started_at < CAST(:before AS timestamptz) - interval '24 hours')
            """)
    List<UUID> peopleWithOld(UUID organizationId, Instant before);

    /** So that what is deleted marks no day: it would be computed anew, and become empty. */
    @Query("SELECT set_config('astir.unmarked', :marking, true)")
    String mark(String marking);

    /** None is longer than a day, so by its beginning alone an interval is old enough. */
    @Query(
            """
            DELETE FROM intervals WHERE (organization_id, source_id, id) IN (
                SELECT organization_id, source_id, id FROM intervals
                WHERE organization_id = :organizationId AND person_id = :personId
                  AND started_at < CAST(:before AS timestamptz) - interval '24 hours'
                ORDER BY started_at LIMIT :limit)
            """)
    long deleteIntervals(UUID organizationId, UUID personId, Instant before, int limit);

    @Query(
            """
            DELETE FROM work_sessions WHERE (organization_id, id) IN (
                SELECT organization_id, id FROM work_sessions
                WHERE organization_id = :organizationId
                  AND COALESCE(end_time, 'infinity') < :before
                ORDER BY COALESCE(end_time, 'infinity') LIMIT :limit)
            """)
    long deleteSessions(UUID organizationId, Instant before, int limit);

    @Query(
            """
            DELETE FROM day_marks WHERE (organization_id, person_id, day, id) IN (
                SELECT organization_id, person_id, day, id FROM day_marks
                WHERE organization_id = :organizationId
                  AND day < CAST(CAST(:before AS timestamptz) AS date) - 1 LIMIT :limit)
            """)
    long deleteDayMarks(UUID organizationId, Instant before, int limit);
}
