package dev.astir.app.categories;

import io.micronaut.data.annotation.MappedEntity;
import io.micronaut.data.annotation.Query;
import io.micronaut.data.annotation.TypeDef;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.DataType;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.util.List;
import java.util.UUID;

/** The table {@code labels}, in a transaction of the organization. Thread-safe. */
@JdbcRepository(dialect = Dialect.POSTGRES)
interface LabelRepository extends GenericRepository<LabelRepository.Row, UUID> {

    /** A pair that is to be judged. */
    @MappedEntity("labels")
    record Row(UUID scope, String app, String site) {

        AppSite pair() {
            return new AppSite(app, site);
        }
    }

    /** Those of the pairs that are not judged for the scope. */
    @Query(
            """
            SELECT CAST(:scope AS uuid) AS scope, pair.app, pair.site
            FROM unnest(CAST(:apps AS text[]), CAST(:sites AS text[])) AS pair (app, site)
            WHERE NOT EXISTS (SELECT FROM labels l
                WHERE l.organization_id = :organizationId AND l.scope = :scope
                  AND l.app = pair.app AND l.site = pair.site)
            """)
    List<Row> missing(
            UUID organizationId,
            UUID scope,
            @TypeDef(type = DataType.STRING_ARRAY) List<String> apps,
            @TypeDef(type = DataType.STRING_ARRAY) List<String> sites);

    /** Some that were judged by an earlier version. */
    @Query(
            """
            SELECT scope, app, site FROM labels
            WHERE organization_id = :organizationId AND version < :version LIMIT :limit
            """)
    List<Row> stale(UUID organizationId, long version, int limit);

    /** Judges pairs; ids are empty for none. What a later version said stays. */
    @Query(
            """
            INSERT INTO labels (organization_id, scope, app, site, category_id, rule_id, version)
            SELECT :organizationId, new.scope, new.app, new.site,
                   NULLIF(new.category_id, '')::uuid, NULLIF(new.rule_id, '')::uuid, :version
            FROM unnest(CAST(:scopes AS uuid[]), CAST(:apps AS text[]), CAST(:sites AS text[]),
                        CAST(:categoryIds AS text[]), CAST(:ruleIds AS text[]))
                AS new (scope, app, site, category_id, rule_id)
            ORDER BY new.scope, new.app, new.site
            ON CONFLICT (organization_id, scope, app, site) DO UPDATE
            SET category_id = EXCLUDED.category_id, rule_id = EXCLUDED.rule_id,
                version = EXCLUDED.version
            WHERE labels.version < EXCLUDED.version
            """)
    void put(
            UUID organizationId,
            @TypeDef(type = DataType.OBJECT) UUID[] scopes,
            @TypeDef(type = DataType.STRING_ARRAY) List<String> apps,
            @TypeDef(type = DataType.STRING_ARRAY) List<String> sites,
            @TypeDef(type = DataType.STRING_ARRAY) List<String> categoryIds,
            @TypeDef(type = DataType.STRING_ARRAY) List<String> ruleIds,
            long version);

    /** A team begins with the organization's verdicts, to be judged anew. */
    @Query(
            """
            INSERT INTO labels (organization_id, scope, app, site, category_id, rule_id, version)
            SELECT organization_id, :scope, app, site, category_id, rule_id, 0 FROM labels
            WHERE organization_id = :organizationId AND scope = :organizationId
            ORDER BY app, site
            ON CONFLICT DO NOTHING
            """)
    void begin(UUID organizationId, UUID scope);

    /**
     * Leaves those of teams with categories of their own, and the organization's; how many went.
     */
    @Query(
            """
            DELETE FROM labels l
            WHERE l.organization_id = :organizationId AND l.scope <> :organizationId
              AND NOT EXISTS (SELECT FROM categories c
                  WHERE c.organization_id = l.organization_id AND c.team_id = l.scope
                    AND c.overrides IS NULL)
            """)
    long drop(UUID organizationId);
}
