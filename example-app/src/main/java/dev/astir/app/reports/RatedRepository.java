package dev.astir.app.reports;

import dev.astir.app.categories.Categories;
import io.micronaut.data.annotation.Id;
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

/**
 * What time was for: of people whose time is judged by the same list and the same ratings.
 * Thread-safe.
 */
@JdbcRepository(dialect = Dialect.POSTGRES)
interface RatedRepository extends GenericRepository<Part, UUID> {

    /**
     * By what a person's time is judged. Immutable.
     *
     * @param scope whose list it is
     * @param ratingTeamId whose own ratings come first; null for none
     */
    @MappedEntity("category_scopes")
    record Judged(@Id UUID personId, UUID scope, @Nullable UUID ratingTeamId) {}

    @Query(
            """
            SELECT person_id, scope, rating_team_id FROM category_scopes
            WHERE organization_id = :organizationId AND person_id = ANY (:people)
            ORDER BY scope, rating_team_id, person_id
            """)
    List<Judged> judged(UUID organizationId, @TypeDef(type = DataType.OBJECT) UUID[] people);

    /** By category, with its rating; null for none. */
    @Query(
            """
            WITH used AS MATERIALIZED (
                SELECT CAST(:scope AS uuid) AS scope, CAST(:ratingTeamId AS uuid) AS team_id,
                       d.app, d.site, d.rule_id, d.kind, sum(d.milliseconds) AS milliseconds
            """
                    + UsageRepository.ROWS
                    + " GROUP BY d.app, d.site, d.rule_id, d.kind) SELECT "
                    + Categories.ID
                    + "::text AS key, category.name AS name, CASE WHEN used.kind IN ('private', 'stated')"
                    + " THEN used.kind ELSE 'active' END AS kind, "
                    + Categories.RATING
                    + " AS rating, false AS has_sites,"
                    + UsageRepository.SUMS
                    + " FROM used "
                    + Categories.JOINS
                    + " GROUP BY 1, 2, 3, 4")
    List<Part> byCategory(
            UUID organizationId,
            UUID scope,
            @Nullable UUID ratingTeamId,
            @TypeDef(type = DataType.OBJECT) UUID[] people,
            @Nullable UUID projectId,
            LocalDate from,
            LocalDate to);

    /** A person's time of one rating. Immutable. */
    @MappedEntity("usage_daily")
    record Rated(UUID personId, String rating, long millis) {}

    /** Worked time by person and rating; what belongs to no category is neutral. */
    @Query(
            """
            WITH used AS MATERIALIZED (
                SELECT CAST(:scope AS uuid) AS scope, CAST(:ratingTeamId AS uuid) AS team_id,
                       d.person_id, d.app, d.site, d.rule_id, sum(d.milliseconds) AS milliseconds
                FROM usage_daily d
                WHERE d.organization_id = :organizationId AND d.person_id = ANY (:people)
                  AND d.day BETWEEN :from AND :to AND d.kind <> 'idle'
                GROUP BY d.person_id, d.app, d.site, d.rule_id)
            SELECT used.person_id,\
            """
                    + " "
                    + Categories.RATING
                    + " AS rating, sum(milliseconds)::bigint AS millis FROM used "
                    + Categories.JOINS
                    + " GROUP BY 1, 2")
    List<Rated> byRating(
            UUID organizationId,
            UUID scope,
            @Nullable UUID ratingTeamId,
            @TypeDef(type = DataType.OBJECT) UUID[] people,
            LocalDate from,
            LocalDate to);
}
