package dev.astir.app.reports;

import io.micronaut.data.annotation.MappedEntity;
import io.micronaut.data.annotation.Query;
import io.micronaut.data.annotation.TypeDef;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.DataType;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * On what time went: in applications and on their sites, on projects, and by whom and when. All of
 * it, or that of one project. Thread-safe.
 */
@JdbcRepository(dialect = Dialect.POSTGRES)
interface UsageRepository extends GenericRepository<Part, UUID> {

    /** A project's name, also when it was deleted: its time is still there. Immutable. */
    @MappedEntity("projects")
    record Named(UUID id, String name) {}

    /** The rows of some people's days. */
    String ROWS =
            """
             FROM usage_daily d
             WHERE d.organization_id = :organizationId AND d.person_id = ANY (:people)
               AND d.day BETWEEN :from AND :to
               AND (CAST(:projectId AS uuid) IS NULL OR d.project_id = CAST(:projectId AS uuid))
            """;

    String SUMS =
            """
             COALESCE(sum(milliseconds) FILTER (WHERE kind <> 'idle'), 0)::bigint AS active_millis,
             COALESCE(sum(milliseconds) FILTER (WHERE kind = 'idle'), 0)::bigint AS idle_millis
            """;

    String WITHOUT_IDLE = "CASE WHEN kind = 'idle' THEN 'active' ELSE kind END";

    /**
     * Has each of the transaction's questions planned by what it is about, a person or everybody, a
     * day or a year: a plan that is kept fits neither. And not compiled, which takes longer than
     * the question.
     */
    @Query(
            """
            SELECT set_config('plan_cache_mode', 'force_custom_plan', true) || set_config('jit', 'off', true)
            """)
    String planEach();

    /** By application; what has none by what it was. */
    @Query(
            "SELECT NULLIF(app, '') AS key, NULLIF(app, '') AS name, "
                    + WITHOUT_IDLE
                    + " AS kind, NULL AS rating, bool_or(site <> '') AS has_sites,"
                    + SUMS
                    + ROWS
                    + " GROUP BY app, "
                    + WITHOUT_IDLE)
    List<Part> byApp(
            UUID organizationId,
            @TypeDef(type = DataType.OBJECT) UUID[] people,
            @Nullable UUID projectId,
            LocalDate from,
            LocalDate to);

    /** By site, in whatever application, or in one of them; null for what was on none. */
    @Query(
            "SELECT NULLIF(site, '') AS key, NULLIF(site, '') AS name, "
                    + WITHOUT_IDLE
                    + " AS kind, NULL AS rating, false AS has_sites,"
                    + SUMS
                    + ROWS
                    + " AND (CAST(:app AS text) IS NULL OR app = CAST(:app AS text))"
                    + " GROUP BY site, "
                    + WITHOUT_IDLE)
    List<Part> bySite(
            UUID organizationId,
            @TypeDef(type = DataType.OBJECT) UUID[] people,
            @Nullable UUID projectId,
            @Nullable String app,
            LocalDate from,
            LocalDate to);

    /** By project; null for none. */
    @Query(
            "SELECT p.id::text AS key, p.name AS name, 'active' AS kind, NULL AS rating,"
                    + " false AS has_sites, used.active_millis, used.idle_millis"
                    + " FROM (SELECT project_id,"
                    + SUMS
                    + ROWS
                    + " GROUP BY project_id) AS used"
                    + " LEFT JOIN projects p ON p.organization_id = :organizationId"
                    + " AND p.id = used.project_id")
    List<Part> byProject(
            UUID organizationId,
            @TypeDef(type = DataType.OBJECT) UUID[] people,
            @Nullable UUID projectId,
            LocalDate from,
            LocalDate to);

    /** By person, whose names the caller knows. */
    @Query(
            "SELECT person_id::text AS key, NULL AS name, 'active' AS kind, NULL AS rating,"
                    + " false AS has_sites,"
                    + SUMS
                    + ROWS
                    + " GROUP BY person_id")
    List<Part> byPerson(
            UUID organizationId,
            @TypeDef(type = DataType.OBJECT) UUID[] people,
            @Nullable UUID projectId,
            LocalDate from,
            LocalDate to);

    /** By day of each person's own calendar. */
    @Query(
            "SELECT day::text AS key, day::text AS name, 'active' AS kind, NULL AS rating,"
                    + " false AS has_sites,"
                    + SUMS
                    + ROWS
                    + " GROUP BY day")
    List<Part> byDay(
            UUID organizationId,
            @TypeDef(type = DataType.OBJECT) UUID[] people,
            @Nullable UUID projectId,
            LocalDate from,
            LocalDate to);

    @Query("SELECT id, name FROM projects WHERE organization_id = :organizationId AND id = :id")
    Optional<Named> project(UUID organizationId, UUID id);
}
