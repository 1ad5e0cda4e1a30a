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
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reads titles and addresses of intervals, and marks the days of those that match. Thread-safe. */
@JdbcRepository(dialect = Dialect.POSTGRES)
interface SearchRepository extends GenericRepository<SearchRepository.Text, UUID> {

    /** What a rule over title or address looks at. */
    @MappedEntity("intervals")
    record Text(
            Instant startedAt,
            Instant endedAt,
            @Nullable String app,
            @Nullable String site,
            @Nullable String title,
            @Nullable String url) {}

    /** A person with their team, if they are in one. */
    @MappedEntity("users")
    record Person(UUID id, @Nullable UUID teamId) {}

    /** The next by id. */
    @Query(
            """
            SELECT id, team_id FROM users
            WHERE organization_id = :organizationId
              AND (CAST(:after AS uuid) IS NULL OR id > CAST(:after AS uuid))
            ORDER BY id LIMIT 1
            """)
    Optional<Person> next(UUID organizationId, @Nullable UUID after);

    @Query("SELECT id, team_id FROM users WHERE organization_id = :organizationId AND id = :id")
    Optional<Person> find(UUID organizationId, UUID id);

    /** When the first of a person's texts from this time on begins; null when there is none. */
    @Query(
            """
            SELECT min(started_at) FROM intervals
            WHERE organization_id = :organizationId AND person_id = :personId
              AND started_at >= CAST(COALESCE(:from, '-infinity') AS timestamptz)
              AND (title IS NOT NULL OR url IS NOT NULL)
            """)
    @Nullable Instant first(UUID organizationId, UUID personId, @Nullable String from);

    @Query(
            """
            SELECT started_at, ended_at, app, site, title, url FROM intervals
            WHERE organization_id = :organizationId AND person_id = :personId
              AND started_at >= :from AND started_at < :to
              AND (title IS NOT NULL OR url IS NOT NULL)
            """)
    List<Text> texts(UUID organizationId, UUID personId, Instant from, Instant to);

    /** Marks the days of a person from each of these times to the other. */
    @Query(
            """
            INSERT INTO day_marks (organization_id, person_id, day)
            SELECT DISTINCT CAST(:organizationId AS uuid), CAST(:personId AS uuid), CAST(day AS date)
            FROM unnest(CAST(:starts AS timestamptz[]), CAST(:ends AS timestamptz[]))
                AS found (started, ended)
            CROSS JOIN LATERAL generate_series(
                CAST(astir_day_of(:organizationId, :personId, found.started) AS timestamp),
                CAST(astir_day_of(:organizationId, :personId,
                                  greatest(found.started, found.ended - interval '1 microsecond'))
                     AS timestamp),
                interval '1 day') AS day
            """)
    void mark(
            UUID organizationId,
            UUID personId,
            @TypeDef(type = DataType.STRING_ARRAY) List<String> starts,
            @TypeDef(type = DataType.STRING_ARRAY) List<String> ends);

    /** Marks all days of a person for which there are figures. */
    @Query(
            """
            INSERT INTO day_marks (organization_id, person_id, day)
            SELECT DISTINCT organization_id, person_id, day FROM usage_daily
            WHERE organization_id = :organizationId AND person_id = :personId
            """)
    void markAll(UUID organizationId, UUID personId);

    /** Marks days of these people on which a rule matched that is no more. */
    @Query(
            """
            INSERT INTO day_marks (organization_id, person_id, day)
            SELECT DISTINCT d.organization_id, d.person_id, d.day FROM usage_daily d
            WHERE d.organization_id = :organizationId AND d.person_id = ANY (:people)
              AND d.rule_id IS NOT NULL
              AND NOT EXISTS (SELECT FROM category_rules r
                  WHERE r.organization_id = d.organization_id AND r.id = d.rule_id)
            """)
    void markOrphans(UUID organizationId, @TypeDef(type = DataType.OBJECT) UUID[] people);
}
