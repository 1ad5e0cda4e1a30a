package dev.astir.app.savedreports;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The table {@code saved_reports}, in a transaction of the organization. Thread-safe. */
@JdbcRepository(dialect = Dialect.POSTGRES)
interface SavedReportRepository extends GenericRepository<SavedRow, UUID> {

    /** How many are this person's. */
    @Query(
            """
            SELECT count(*) FROM saved_reports
            WHERE organization_id = :organizationId AND user_id = :userId
            """)
    long countOf(UUID organizationId, UUID userId);

    /** How many of them are mailed, without this one. */
    @Query(
            """
            SELECT count(*) FROM saved_reports
            WHERE organization_id = :organizationId AND user_id = :userId AND id <> :id
              AND next_due_at IS NOT NULL
            """)
    long countOfMailed(UUID organizationId, UUID userId, UUID id);

    /** Keeps what its owner chose; of one that is kept, what failed before is not told any more. */
    @Query(
            """
            INSERT INTO saved_reports (organization_id, id, user_id, name, report, period, about_id,
                                       team_id, project_id, group_by, language, every, weekday, day_of_month, at,
                                       format, next_due_at, next_attempt_at, created_at, updated_at)
            VALUES (:organizationId, :id, :userId, :name, :report, :period, CAST(:aboutId AS uuid),
                    CAST(:teamId AS uuid), CAST(:projectId AS uuid), CAST(:groupBy AS text), :language, CAST(:every AS text),
                    CAST(:weekday AS text), CAST(:dayOfMonth AS integer), CAST(:at AS text),
                    CAST(:format AS text), CAST(:nextDueAt AS timestamptz),
                    CAST(:nextDueAt AS timestamptz), :now, :now)
            ON CONFLICT (organization_id, id) DO UPDATE
            SET name = EXCLUDED.name, report = EXCLUDED.report, period = EXCLUDED.period,
                about_id = EXCLUDED.about_id, team_id = EXCLUDED.team_id,
                project_id = EXCLUDED.project_id, group_by = EXCLUDED.group_by,
                language = EXCLUDED.language, every = EXCLUDED.every, weekday = EXCLUDED.weekday,
                day_of_month = EXCLUDED.day_of_month, at = EXCLUDED.at, format = EXCLUDED.format,
                next_due_at = EXCLUDED.next_due_at, next_attempt_at = EXCLUDED.next_attempt_at,
                attempts = 0, last_error = NULL, updated_at = EXCLUDED.updated_at
            """)
    void save(
            UUID organizationId,
            UUID id,
            UUID userId,
            String name,
            String report,
            String period,
            @Nullable UUID aboutId,
            @Nullable UUID teamId,
            @Nullable UUID projectId,
            @Nullable String groupBy,
            String language,
            @Nullable String every,
            @Nullable String weekday,
            @Nullable Integer dayOfMonth,
            @Nullable String at,
            @Nullable String format,
            @Nullable Instant nextDueAt,
            Instant now);

    /** One that is this person's, or comes to them. */
    @Query(
            """
            SELECT * FROM saved_reports s
            WHERE s.organization_id = :organizationId AND s.id = :id
              AND (s.user_id = :userId OR EXISTS (
                  SELECT FROM saved_report_recipients r
                  WHERE r.organization_id = :organizationId AND r.report_id = s.id
                    AND r.user_id = :userId))
            """)
    Optional<SavedRow> find(UUID organizationId, UUID id, UUID userId);

    /** This one, which nobody else changes until the transaction ends. */
    @Query(
            """
            SELECT * FROM saved_reports
            WHERE organization_id = :organizationId AND id = :id FOR UPDATE
            """)
    Optional<SavedRow> hold(UUID organizationId, UUID id);

    /**
     * Those that are this person's or come to them, by name.
     *
     * @param after the last id of the page before; null for the first page
     */
    @Query(
            """
            SELECT * FROM saved_reports s
            WHERE s.organization_id = :organizationId
              AND (s.user_id = :userId OR EXISTS (
                  SELECT FROM saved_report_recipients r
                  WHERE r.organization_id = :organizationId AND r.report_id = s.id
                    AND r.user_id = :userId))
              AND (CAST(:after AS uuid) IS NULL OR (lower(s.name), s.id) >
                  (SELECT lower(name), id FROM saved_reports
                   WHERE organization_id = :organizationId AND id = CAST(:after AS uuid)))
            ORDER BY lower(s.name), s.id LIMIT :limit
            """)
    List<SavedRow> page(UUID organizationId, UUID userId, @Nullable UUID after, int limit);

    @Query("DELETE FROM saved_reports WHERE organization_id = :organizationId AND id = :id")
    void delete(UUID organizationId, UUID id);

    /** Those of this person, and those that tell of them alone. */
    @Query(
            """
            SELECT * FROM saved_reports
            WHERE organization_id = :organizationId AND (user_id = :userId OR about_id = :userId)
            ORDER BY id FOR UPDATE
            """)
    List<SavedRow> of(UUID organizationId, UUID userId);

    /**
     * Those that are mailed.
     *
     * @param userId only this person's; null for everybody's
     */
    @Query(
            """
            SELECT * FROM saved_reports
            WHERE organization_id = :organizationId AND next_due_at IS NOT NULL
              AND (CAST(:userId AS uuid) IS NULL OR user_id = CAST(:userId AS uuid))
            ORDER BY id FOR UPDATE
            """)
    List<SavedRow> mailed(UUID organizationId, @Nullable UUID userId);

    /** Another time at which it is due. */
    @Query(
            """
            UPDATE saved_reports SET next_due_at = :dueAt, next_attempt_at = :dueAt, attempts = 0
            WHERE organization_id = :organizationId AND id = :id
            """)
    void move(UUID organizationId, UUID id, Instant dueAt);

    /**
     * All who are to get it have it; does nothing where it is due at another time since, or for
     * somebody again.
     *
     * @param takenWith its attempts then
     */
    @Query(
            """
            UPDATE saved_reports
            SET next_due_at = :next, next_attempt_at = :next, attempts = 0, last_error = NULL,
                last_sent_at = COALESCE(CAST(:sentAt AS timestamptz), last_sent_at)
            WHERE organization_id = :organizationId AND id = :id AND next_due_at = :taken
              AND attempts = :takenWith
            """)
    long finish(
            UUID organizationId,
            UUID id,
            Instant taken,
            int takenWith,
            Instant next,
            @Nullable Instant sentAt);

    /**
     * It is tried again; does nothing where it is due at another time since. (A parameter that is
     * called as a column is bound as that column.)
     */
    @Query(
            """
            UPDATE saved_reports
            SET next_attempt_at = :again, last_error = COALESCE(CAST(:error AS text), last_error),
                last_sent_at = COALESCE(CAST(:sentAt AS timestamptz), last_sent_at)
            WHERE organization_id = :organizationId AND id = :id AND next_due_at = :taken
            """)
    long postpone(
            UUID organizationId,
            UUID id,
            Instant taken,
            Instant again,
            @Nullable String error,
            @Nullable Instant sentAt);
}
