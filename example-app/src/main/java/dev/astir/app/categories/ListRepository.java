package dev.astir.app.categories;

import io.micronaut.data.annotation.Id;
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

/**
 * The tables {@code category_lists} and {@code category_searches}: what rules an organization has,
 * and what is to be done because they changed. Thread-safe.
 */
@JdbcRepository(dialect = Dialect.POSTGRES)
interface ListRepository extends GenericRepository<ListRepository.Row, UUID> {

    /**
     * One organization's.
     *
     * @param searchedPerson whose intervals are searched; null before the first
     * @param searchedFrom from when on; null from the beginning
     */
    @MappedEntity("category_lists")
    record Row(
            @Id UUID organizationId,
            long version,
            @Nullable UUID searchedPerson,
            @Nullable Instant searchedFrom) {}

    /** A rule over title or address to search for. */
    @MappedEntity("category_searches")
    record Search(@Nullable UUID teamId, Field field, Match match, String pattern) {

        Rule rule() {
            return new Rule(field, match, pattern);
        }
    }

    /** Whether there was none for the organization, and is now. */
    @Query(
            """
            INSERT INTO category_lists (organization_id) VALUES (:organizationId)
            ON CONFLICT DO NOTHING
            """)
    boolean begin(UUID organizationId);

    @Query("SELECT version FROM category_lists WHERE organization_id = :organizationId")
    @Nullable Long version(UUID organizationId);

    /** Waits for whoever changes the list, or follows it, until the caller's transaction ends. */
    @Query("SELECT * FROM category_lists WHERE organization_id = :organizationId FOR UPDATE")
    Optional<Row> hold(UUID organizationId);

    /** As {@link #hold}, unless somebody holds it. */
    @Query(
            """
            SELECT * FROM category_lists WHERE organization_id = :organizationId
            FOR UPDATE SKIP LOCKED
            """)
    Optional<Row> tryToHold(UUID organizationId);

    @Query(
            """
            UPDATE category_lists SET version = version + 1
            WHERE organization_id = :organizationId
            """)
    void advance(UUID organizationId);

    /** Further rules to search for; together with those that are there, from the beginning. */
    @Query(
            """
            INSERT INTO category_searches (organization_id, team_id, field, match, pattern)
            SELECT :organizationId, NULLIF(new.team_id, '')::uuid, new.field, new.match, new.pattern
            FROM unnest(CAST(:teamIds AS text[]), CAST(:fields AS text[]), CAST(:matches AS text[]),
                        CAST(:patterns AS text[])) AS new (team_id, field, match, pattern)
            ON CONFLICT DO NOTHING
            """)
    void search(
            UUID organizationId,
            @TypeDef(type = DataType.STRING_ARRAY) List<String> teamIds,
            @TypeDef(type = DataType.STRING_ARRAY) List<String> fields,
            @TypeDef(type = DataType.STRING_ARRAY) List<String> matches,
            @TypeDef(type = DataType.STRING_ARRAY) List<String> patterns);

    /** The search begins with the first person. */
    @Query(
            """
            UPDATE category_lists
            SET searched_person = NULL, searched_from = NULL, searched_people = 0,
                people = (SELECT count(*) FROM users WHERE organization_id = :organizationId)
            WHERE organization_id = :organizationId
            """)
    void beginSearch(UUID organizationId);

    /** The search goes on there. */
    @Query(
            """
            UPDATE category_lists
            SET searched_person = :personId, searched_from = CAST(:from AS timestamptz),
                searched_people = searched_people + :people
            WHERE organization_id = :organizationId
            """)
    void goOn(UUID organizationId, UUID personId, @Nullable Instant from, long people);

    @Query("DELETE FROM category_searches WHERE organization_id = :organizationId")
    void endSearch(UUID organizationId);

    @Query("SELECT * FROM category_searches WHERE organization_id = :organizationId")
    List<Search> searches(UUID organizationId);

    /** {@link Progress} as numbers. */
    @MappedEntity("category_lists")
    record Steps(long done, long total, boolean running) {}

    @Query(
            """
            SELECT judged.current + CASE WHEN searching THEN l.searched_people ELSE 0 END AS done,
                   judged.total + CASE WHEN searching THEN l.people ELSE 0 END AS total,
                   searching OR judged.current < judged.total AS running
            FROM category_lists l
            CROSS JOIN LATERAL (SELECT EXISTS (SELECT FROM category_searches s
                WHERE s.organization_id = l.organization_id) AS searching) AS open
            CROSS JOIN LATERAL (SELECT count(*) FILTER (WHERE b.version >= l.version) AS current,
                                       count(*) AS total
                FROM labels b WHERE b.organization_id = l.organization_id) AS judged
            WHERE l.organization_id = :organizationId
            """)
    Optional<Steps> progress(UUID organizationId);

    /** Organizations where something is to be done. Only as system. */
    @Query(
            """
            SELECT l.organization_id FROM category_lists l
            WHERE EXISTS (SELECT FROM category_searches s WHERE s.organization_id = l.organization_id)
               OR EXISTS (SELECT FROM labels b
                          WHERE b.organization_id = l.organization_id AND b.version < l.version)
            """)
    List<UUID> unfinished();
}
