package dev.astir.app.categories;

import io.micronaut.data.annotation.MappedEntity;
import io.micronaut.data.annotation.Query;
import io.micronaut.data.annotation.TypeDef;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.DataType;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reads what applications and sites were used for how long. Thread-safe. */
@JdbcRepository(dialect = Dialect.POSTGRES)
interface UsageRepository extends GenericRepository<UsageRepository.Time, UUID> {

    /**
     * Time of people of one team, or of none.
     *
     * @param personId null for the time of several
     */
    @MappedEntity("usage_daily")
    record Time(
            @Nullable UUID teamId,
            @Nullable UUID personId,
            @Nullable String app,
            @Nullable String site,
            @Nullable String title,
            @Nullable String url,
            @Nullable UUID ruleId,
            long milliseconds) {

        Use texts() {
            return Use.of(app, site, title, url);
        }

        AppSite pair() {
            return new AppSite(app == null ? "" : app, site == null ? "" : site);
        }
    }

    /** Those of the team, or of all, who are seen. */
    @Query(
            """
            SELECT id FROM users
            WHERE organization_id = :organizationId
              AND (CAST(:seen AS uuid[]) IS NULL OR id = ANY (CAST(:seen AS uuid[])))
              AND (CAST(:teamId AS uuid) IS NULL OR team_id = CAST(:teamId AS uuid))
            """)
    List<UUID> people(
            UUID organizationId,
            @TypeDef(type = DataType.OBJECT) UUID @Nullable [] seen,
            @Nullable UUID teamId);

    /** What they worked in, day by day. */
    @Query(
            """
            SELECT u.team_id, CAST(NULL AS uuid) AS person_id, d.app, d.site, NULL AS title, NULL AS url, d.rule_id,
                   CAST(sum(d.milliseconds) AS bigint) AS milliseconds
            FROM usage_daily d
            JOIN users u ON u.organization_id = d.organization_id AND u.id = d.person_id
            WHERE d.organization_id = :organizationId AND d.person_id = ANY (:people)
              AND d.kind = 'active'
              AND d.day BETWEEN CAST(CAST(:from AS timestamptz) AS date)
                            AND CAST(CAST(:to AS timestamptz) AS date)
            GROUP BY u.team_id, d.app, d.site, d.rule_id
            """)
    List<Time> byDay(
            UUID organizationId,
            @TypeDef(type = DataType.OBJECT) UUID[] people,
            Instant from,
            Instant to);

    /**
     * The same with titles and addresses, of each person the newest, as it was recorded: on two
     * devices at once it is twice.
     */
    @Query(
            """
            SELECT u.team_id, i.person_id, i.app, i.site, i.title, i.url, CAST(NULL AS uuid) AS rule_id,
                   CAST(extract(epoch FROM i.ended_at - i.started_at) * 1000 AS bigint)
                       AS milliseconds
            FROM users u
            CROSS JOIN LATERAL (
                SELECT * FROM intervals
                WHERE organization_id = :organizationId AND person_id = u.id
                  AND started_at >= :from AND started_at < :to AND kind = 'active'
                  AND NOT kept_aside
                ORDER BY started_at DESC LIMIT :each) AS i
            WHERE u.organization_id = :organizationId AND u.id = ANY (:people)
            """)
    List<Time> byText(
            UUID organizationId,
            @TypeDef(type = DataType.OBJECT) UUID[] people,
            Instant from,
            Instant to,
            int each);
}
