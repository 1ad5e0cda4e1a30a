package dev.astir.app.summaries;

import dev.astir.app.categories.Categories;
import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import io.micronaut.data.annotation.Query;
import io.micronaut.data.annotation.TypeDef;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.DataType;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Which category applications and sites belong to. Thread-safe. */
@JdbcRepository(dialect = Dialect.POSTGRES)
interface PieceRepository extends GenericRepository<PieceRepository.Placed, String> {

    /**
     * An application on a site, and its category. Immutable.
     *
     * @param categoryId null for none, as are its name and icon then
     */
    @MappedEntity("labels")
    record Placed(
            @Id String app,
            String site,
            @Nullable UUID ruleId,
            @Nullable UUID categoryId,
            @Nullable String categoryName,
            @Nullable String icon) {}

    /**
     * The categories of these, for a person; as many of each, and empty texts for none.
     *
     * @param ruleIds those that matched first of the rules over title and address
     */
    @Query(
            """
            WITH used AS (
                SELECT s.scope, s.rating_team_id AS team_id, k.app, k.site, NULLIF(k.rule_id, '')::uuid AS rule_id
                FROM unnest(CAST(:apps AS text[]), CAST(:sites AS text[]), CAST(:ruleIds AS text[]))
                         AS k (app, site, rule_id)
                JOIN category_scopes s ON s.organization_id = :organizationId
                    AND s.person_id = :personId)
            SELECT used.app, used.site, used.rule_id, category.id AS category_id,
                   category.name AS category_name, category.icon
            FROM used
            """
                    + Categories.JOINS)
    List<Placed> categories(
            UUID organizationId,
            UUID personId,
            @TypeDef(type = DataType.STRING_ARRAY) List<String> apps,
            @TypeDef(type = DataType.STRING_ARRAY) List<String> sites,
            @TypeDef(type = DataType.STRING_ARRAY) List<String> ruleIds);
}
