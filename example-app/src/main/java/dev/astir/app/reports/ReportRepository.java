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
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What reports ask of people and of what their time went on. Thread-safe. */
@JdbcRepository(dialect = Dialect.POSTGRES)
interface ReportRepository extends GenericRepository<ReportedPerson, UUID> {

    /**
     * The people whom somebody sees, by name; those who were removed as well, as their time is
     * still there.
     *
     * @param seen only these; null for everybody
     * @param teamId only those of this team; null for all
     */
    @Query(
            """
            SELECT u.id, u.name, u.team_id, COALESCE(u.time_zone, o.time_zone) AS time_zone
            FROM users u JOIN organizations o ON o.id = u.organization_id
            WHERE u.organization_id = :organizationId
              AND (CAST(:seen AS uuid[]) IS NULL OR u.id = ANY (CAST(:seen AS uuid[])))
              AND (CAST(:teamId AS uuid) IS NULL OR u.team_id = CAST(:teamId AS uuid))
            ORDER BY lower(u.name), u.id
            """)
    List<ReportedPerson> people(
            UUID organizationId,
            @TypeDef(type = DataType.OBJECT) UUID @Nullable [] seen,
            @Nullable UUID teamId);

    /** Milliseconds of one key. Immutable. */
    @MappedEntity("usage_daily")
    record Used(
            @Nullable String key,
            @Nullable String name,
            String kind,
            @Nullable String rating,
            long activeMillis,
            long idleMillis) {}

    /** By project; null for none. */
    @Query(
            """
            SELECT p.id::text AS key, p.name AS name, 'active' AS kind, NULL AS rating,
                   used.active_millis, used.idle_millis
            FROM (SELECT project_id,
                         COALESCE(sum(milliseconds) FILTER (WHERE kind <> 'idle'), 0)::bigint AS active_millis,
                         COALESCE(sum(milliseconds) FILTER (WHERE kind = 'idle'), 0)::bigint AS idle_millis
                  FROM usage_daily
                  WHERE organization_id = :organizationId AND person_id = ANY (:people)
                    AND day BETWEEN :from AND :to
                  GROUP BY project_id) AS used
            LEFT JOIN projects p ON p.organization_id = :organizationId AND p.id = used.project_id
            """)
    List<Used> byProject(
            UUID organizationId,
            @TypeDef(type = DataType.OBJECT) UUID[] people,
            LocalDate from,
            LocalDate to);

    /** What is joined with categories, before it is: a year of rows are some thousand groups. */
    String GROUPED =
            """
            WITH used AS MATERIALIZED (
                SELECT s.scope, s.team_id, d.app, d.site, d.rule_id, d.person_id, d.kind,
                       sum(d.milliseconds) AS milliseconds
                FROM (SELECT person_id, kind, app, site, rule_id, sum(milliseconds) AS milliseconds
                      FROM usage_daily
                      WHERE organization_id = :organizationId AND person_id = ANY (:people)
                        AND day BETWEEN :from AND :to
                      GROUP BY person_id, kind, app, site, rule_id) d
                JOIN category_scopes s ON s.organization_id = :organizationId
                    AND s.person_id = d.person_id
                GROUP BY s.scope, s.team_id, d.app, d.site, d.rule_id, d.person_id, d.kind)
            """;

    /** By category, with the rating that it has for whoever was rated; null for none. */
    @Query(
            GROUPED
                    + "SELECT "
                    + Categories.ID
                    + "::text AS key, category.name AS name, CASE WHEN used.kind IN ('private', 'stated')"
                    + " THEN used.kind ELSE 'active' END AS kind, "
                    + Categories.RATING
                    + """
                     AS rating,
                    COALESCE(sum(milliseconds) FILTER (WHERE used.kind <> 'idle'), 0)::bigint AS active_millis,
                    COALESCE(sum(milliseconds) FILTER (WHERE used.kind = 'idle'), 0)::bigint AS idle_millis
                    FROM used
                    """
                    + Categories.JOINS
                    + " GROUP BY 1, 2, 3, 4")
    List<Used> byCategory(
            UUID organizationId,
            @TypeDef(type = DataType.OBJECT) UUID[] people,
            LocalDate from,
            LocalDate to);

    /** A person's time of one rating. Immutable. */
    @MappedEntity("usage_daily")
    record Rated(UUID personId, String rating, long millis) {}

    /** Worked time by person and rating; what belongs to no category is neutral. */
    @Query(
            GROUPED
                    + "SELECT used.person_id, "
                    + Categories.RATING
                    + " AS rating, sum(milliseconds)::bigint AS millis FROM used "
                    + Categories.JOINS
                    + " WHERE used.kind <> 'idle' GROUP BY 1, 2")
    List<Rated> byRating(
            UUID organizationId,
            @TypeDef(type = DataType.OBJECT) UUID[] people,
            LocalDate from,
            LocalDate to);
}
