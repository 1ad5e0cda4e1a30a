package dev.astir.app.privacy;

import dev.astir.app.days.KeptTime;
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

    /** For how many days a person's time is kept. */
    @MappedEntity("users")
    record KeptOf(UUID id, int days) {}

    /**
     * People who have something that is too old, and for how long theirs is kept. Each is looked up
     * by the indexes.
     *
     * @param at from when the days are counted
     * @param days as the organization decided
     */
    @Query(
            "SELECT u.id, own.days "
                    + KeptTime.OWN_DAYS
                    + """
                    CROSS JOIN LATERAL (
                        SELECT CAST(:at AS timestamptz) - make_interval(days => own.days) AS before
                    ) since
                    WHERE u.organization_id = :organizationId AND (EXISTS (
                        SELECT FROM intervals i
                        WHERE i.organization_id = u.organization_id AND i.person_id = u.id
                          AND i.started_at < since.before)
                      OR EXISTS (
                        SELECT FROM work_sessions s
                        WHERE s.organization_id = u.organization_id AND s.user_id = u.id
                          AND s.start_time < since.before
                          AND COALESCE(s.end_time, 'infinity') < since.before)
                      OR EXISTS (
                        SELECT FROM day_marks m
                        WHERE m.organization_id = u.organization_id AND m.person_id = u.id
                          AND m.day < CAST(since.before AS date))
                      OR EXISTS (
                        SELECT FROM alerts a
                        WHERE a.organization_id = u.organization_id AND a.user_id = u.id
                          AND a.opened_at < since.before AND a.closed_at < since.before)
                      OR EXISTS (
                        SELECT FROM day_totals t
                        WHERE t.organization_id = u.organization_id AND t.person_id = u.id
                          AND t.day < CAST(since.before AS date)))
                    """)
    List<KeptOf> peopleWithOld(UUID organizationId, Instant at, int days);

    /** People whose time is kept for fewer days than the organization decided. */
    @Query(
            "SELECT u.id, own.days "
                    + KeptTime.OWN_DAYS
                    + " WHERE u.organization_id = :organizationId AND own.days < :days")
    List<KeptOf> peopleWithLess(UUID organizationId, int days);

    /** So that what is deleted marks no day: it would be computed anew, and become empty. */
    @Query("SELECT set_config('astir.unmarked', :marking, true)")
    String mark(String marking);

    /** Its beginning is what must be gone in time; it may be a day longer than that. */
    @Query(
            """
            DELETE FROM intervals WHERE (organization_id, source_id, id) IN (
                SELECT organization_id, source_id, id FROM intervals
                WHERE organization_id = :organizationId AND person_id = :personId
                  AND started_at < :before
                ORDER BY started_at LIMIT :limit)
            """)
    long deleteIntervals(UUID organizationId, UUID personId, Instant before, int limit);

    @Query(
            """
            DELETE FROM work_sessions WHERE (organization_id, id) IN (
                SELECT organization_id, id FROM work_sessions
                WHERE organization_id = :organizationId AND user_id = :personId
                  AND start_time < :before AND COALESCE(end_time, 'infinity') < :before
                LIMIT :limit)
            """)
    long deleteSessions(UUID organizationId, UUID personId, Instant before, int limit);

    @Query(
            """
            DELETE FROM day_marks WHERE (organization_id, person_id, day, id) IN (
                SELECT organization_id, person_id, day, id FROM day_marks
                WHERE organization_id = :organizationId AND person_id = :personId
                  AND day < CAST(CAST(:before AS timestamptz) AS date) LIMIT :limit)
            """)
    long deleteDayMarks(UUID organizationId, UUID personId, Instant before, int limit);

    /** Those that are over; what they tell of is older still. */
    @Query(
            """
            DELETE FROM alerts WHERE (organization_id, id) IN (
                SELECT organization_id, id FROM alerts
                WHERE organization_id = :organizationId AND user_id = :personId
                  AND opened_at < :before AND closed_at < :before
                LIMIT :limit)
            """)
    long deleteAlerts(UUID organizationId, UUID personId, Instant before, int limit);

    /** The same of what is about nobody. */
    @Query(
            """
            DELETE FROM alerts WHERE organization_id = :organizationId AND user_id IS NULL
              AND opened_at < :before AND closed_at < :before
            """)
    void deleteNobodysAlerts(UUID organizationId, Instant before);

    /** The last of what was computed of the days may have begun a day before. */
    @Query(
            """
            DELETE FROM day_totals WHERE organization_id = :organizationId
              AND person_id = :personId AND day < CAST(CAST(:before AS timestamptz) AS date)
            """)
    void deleteDayTotals(UUID organizationId, UUID personId, Instant before);

    /** As {@link #deleteDayTotals}. */
    @Query(
            """
            DELETE FROM usage_daily WHERE organization_id = :organizationId
              AND person_id = :personId AND day < CAST(CAST(:before AS timestamptz) AS date)
            """)
    void deleteUsage(UUID organizationId, UUID personId, Instant before);
}
