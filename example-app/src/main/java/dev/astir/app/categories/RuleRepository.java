package dev.astir.app.categories;

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

/** The table {@code category_rules}, in a transaction of the organization. Thread-safe. */
@JdbcRepository(dialect = Dialect.POSTGRES)
interface RuleRepository extends GenericRepository<RuleRepository.Row, UUID> {

    /** A rule with the team whose category it is of; null for the organization's. */
    @MappedEntity("category_rules")
    record Row(
            @Id UUID id,
            UUID categoryId,
            @Nullable UUID teamId,
            Field field,
            Match match,
            String pattern) {

        Rule rule() {
            return new Rule(field, match, pattern);
        }
    }

    /** All, the first that matches first: those of teams before the organization's. */
    @Query(
            """
            SELECT r.*, c.team_id FROM category_rules r
            JOIN categories c ON c.organization_id = r.organization_id AND c.id = r.category_id
            WHERE r.organization_id = :organizationId
            ORDER BY c.team_id, c.position, c.id, r.position
            """)
    List<Row> all(UUID organizationId);

    @Query(
            """
            DELETE FROM category_rules
            WHERE organization_id = :organizationId AND category_id = :categoryId
              AND id <> ALL (:kept)
            """)
    void keep(UUID organizationId, UUID categoryId, @TypeDef(type = DataType.OBJECT) UUID[] kept);

    /** Adds rules in this order; one that is there takes its new place. */
    @Query(
            """
            INSERT INTO category_rules (
                organization_id, id, category_id, position, field, match, pattern)
            SELECT :organizationId, new.id, new.category_id, new.position, new.field, new.match,
                   new.pattern
            FROM unnest(CAST(:ids AS uuid[]), CAST(:categoryIds AS uuid[]), CAST(:fields AS text[]),
                        CAST(:matches AS text[]), CAST(:patterns AS text[]))
                WITH ORDINALITY AS new (id, category_id, field, match, pattern, position)
            ON CONFLICT (organization_id, id) DO UPDATE SET position = EXCLUDED.position
            """)
    void put(
            UUID organizationId,
            @TypeDef(type = DataType.OBJECT) UUID[] ids,
            @TypeDef(type = DataType.OBJECT) UUID[] categoryIds,
            @TypeDef(type = DataType.STRING_ARRAY) List<String> fields,
            @TypeDef(type = DataType.STRING_ARRAY) List<String> matches,
            @TypeDef(type = DataType.STRING_ARRAY) List<String> patterns);

    /** Gives each rule its rank; how many have another than before. */
    @Query(
            """
            UPDATE category_rules SET rank = ranked.rank
            FROM (SELECT r.id,
                         row_number() OVER (PARTITION BY c.team_id
                                            ORDER BY c.position, c.id, r.position)
                         + CASE WHEN c.team_id IS NULL THEN 1000000 ELSE 0 END AS rank
                  FROM category_rules r
                  JOIN categories c ON c.organization_id = r.organization_id
                      AND c.id = r.category_id
                  WHERE r.organization_id = :organizationId) AS ranked
            WHERE category_rules.organization_id = :organizationId
              AND category_rules.id = ranked.id AND category_rules.rank <> ranked.rank
            """)
    long rank(UUID organizationId);
}
