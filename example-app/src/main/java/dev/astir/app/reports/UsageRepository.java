package dev.astir.app.reports;

import dev.astir.app.categories.Categories;
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
 * On what time went: in applications and on their sites, on one project, and by whom and when.
 * Thread-safe.
 */
@JdbcRepository(dialect = Dialect.POSTGRES)
interface UsageRepository extends GenericRepository<UsageRepository.Part, UUID> {

    /**
     * Milliseconds of one key. Immutable.
     *
     * @param hasSites whether some of it was spent on sites
     */
    @MappedEntity("usage_daily")
    record Part(
            @Nullable String key,
            @Nullable String name,
            String kind,
            @Nullable String rating,
            boolean hasSites,
            long activeMillis,
            long idleMillis) {}

    /** A project's name, also when it was deleted: its time is still there. Immutable. */
    @MappedEntity("projects")
    record Named(UUID id, String name) {}

    String SUMS =
            """
             COALESCE(sum(milliseconds) FILTER (WHERE kind <> 'idle'), 0)::bigint AS active_millis,
             COALESCE(sum(milliseconds) FILTER (WHERE kind = 'idle'), 0)::bigint AS idle_millis
             FROM usage_daily
             WHERE organization_id = :organizationId AND person_id = ANY (:people)
               AND day BETWEEN :from AND :to
            """;

    String OF_PROJECT = " AND project_id = :projectId";

    String OF_PROJECT_OR_ALL =
            " AND (CAST(:projectId AS uuid) IS NULL OR project_id = CAST(:projectId AS uuid))";

    String WITHOUT_IDLE = "CASE WHEN kind = 'idle' THEN 'active' ELSE kind END";

    String APPS =
            "SELECT NULLIF(app, '') AS key, NULLIF(app, '') AS name, "
                    + WITHOUT_IDLE
                    + " AS kind, NULL AS rating, bool_or(site <> '') AS has_sites,"
                    + SUMS;

    /** By application; what has none by what it was. */
    @Query(APPS + " GROUP BY app, " + WITHOUT_IDLE)
    List<Part> byApp(
            UUID organizationId,
            @TypeDef(type = DataType.OBJECT) UUID[] people,
            LocalDate from,
            LocalDate to);

    /** The same of one project. */
    @Query(APPS + OF_PROJECT + " GROUP BY app, " + WITHOUT_IDLE)
    List<Part> byAppOfProject(
            UUID organizationId,
            @TypeDef(type = DataType.OBJECT) UUID[] people,
            UUID projectId,
            LocalDate from,
            LocalDate to);

    /** By site, in whatever application, or in one of them; null for what was on none. */
    @Query(
            "SELECT NULLIF(site, '') AS key, NULLIF(site, '') AS name, "
                    + WITHOUT_IDLE
                    + " AS kind, NULL AS rating, false AS has_sites,"
                    + SUMS
                    + OF_PROJECT_OR_ALL
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

    /** By person, whose names the caller knows. */
    @Query(
            "SELECT person_id::text AS key, NULL AS name, 'active' AS kind, NULL AS rating,"
                    + " false AS has_sites,"
                    + SUMS
                    + OF_PROJECT_OR_ALL
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
                    + OF_PROJECT_OR_ALL
                    + " GROUP BY day")
    List<Part> byDay(
            UUID organizationId,
            @TypeDef(type = DataType.OBJECT) UUID[] people,
            @Nullable UUID projectId,
            LocalDate from,
            LocalDate to);

    /** By category, as {@link ReportRepository} tells it, but of one project. */
    @Query(
            """
            WITH used AS MATERIALIZED (
                SELECT s.scope, s.team_id, d.app, d.site, d.rule_id, d.kind,
                       sum(d.milliseconds) AS milliseconds
                FROM (SELECT person_id, kind, app, site, rule_id, sum(milliseconds) AS milliseconds
                      FROM usage_daily
                      WHERE organization_id = :organizationId AND person_id = ANY (:people)
                        AND day BETWEEN :from AND :to AND project_id = :projectId
                      GROUP BY person_id, kind, app, site, rule_id) d
                JOIN category_scopes s ON s.organization_id = :organizationId
                    AND s.person_id = d.person_id
                GROUP BY s.scope, s.team_id, d.app, d.site, d.rule_id, d.kind)
            SELECT\
            """
                    + " "
                    + Categories.ID
                    + "::text AS key, category.name AS name, CASE WHEN used.kind IN ('private', 'stated')"
                    + " THEN used.kind ELSE 'active' END AS kind, "
                    + Categories.RATING
                    + """
                     AS rating, false AS has_sites,
                    COALESCE(sum(milliseconds) FILTER (WHERE used.kind <> 'idle'), 0)::bigint AS active_millis,
                    COALESCE(sum(milliseconds) FILTER (WHERE used.kind = 'idle'), 0)::bigint AS idle_millis
                    FROM used
                    """
                    + Categories.JOINS
                    + " GROUP BY 1, 2, 3, 4")
    List<Part> byCategoryOfProject(
            UUID organizationId,
            @TypeDef(type = DataType.OBJECT) UUID[] people,
            UUID projectId,
            LocalDate from,
            LocalDate to);

    @Query("SELECT id, name FROM projects WHERE organization_id = :organizationId AND id = :id")
    Optional<Named> project(UUID organizationId, UUID id);
}
