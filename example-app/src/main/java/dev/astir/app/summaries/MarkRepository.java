package dev.astir.app.summaries;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import io.micronaut.data.annotation.Query;
import io.micronaut.data.annotation.TypeDef;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.DataType;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The table {@code day_marks}: which days are to be computed anew. Thread-safe. */
@JdbcRepository(dialect = Dialect.POSTGRES)
interface MarkRepository extends GenericRepository<MarkRepository.Marked, UUID> {

    /** A day to be computed. Immutable. */
    @MappedEntity("day_marks")
    record Marked(@Id UUID personId, LocalDate day) {}

    /** Organizations that have such days, each looked up by the key. Only as system. */
    @Query(
            """
            WITH RECURSIVE found AS (
                (SELECT organization_id FROM day_marks ORDER BY organization_id LIMIT 1)
                UNION ALL
                SELECT (SELECT m.organization_id FROM day_marks m
                        WHERE m.organization_id > found.organization_id
                        ORDER BY m.organization_id LIMIT 1)
                FROM found WHERE found.organization_id IS NOT NULL)
            SELECT organization_id FROM found WHERE organization_id IS NOT NULL
            """)
    List<UUID> organizations();

    /** The number of the last mark; 0 when there is none. Only as system. */
    @Query("SELECT COALESCE(max(id), 0) FROM day_marks")
    long newest();

    /**
     * Some of an organization's days, in no order, so that several workers choose others.
     *
     * @param start whose come first, with those whose ids follow, and then the others: another one
     *     each time, so that all have their turn where more are marked than can be computed
     * @param until the last mark that counts, so that there is an end where days are marked again
     *     and again
     */
    @Query(
            """
            SELECT person_id, day FROM (
                (SELECT DISTINCT person_id, day FROM day_marks
                 WHERE organization_id = :organizationId AND person_id >= :start AND id <= :until
                 LIMIT :limit)
                UNION ALL
                (SELECT DISTINCT person_id, day FROM day_marks
                 WHERE organization_id = :organizationId AND person_id < :start AND id <= :until
                 LIMIT :limit)
                LIMIT :limit) AS few
            ORDER BY random()
            """)
    List<Marked> some(UUID organizationId, UUID start, long until, int limit);

    /**
     * Some of these people's days in a period, the first ones first.
     *
     * @param lastDay those up to this one are left out, with {@code lastPerson}
     */
    @Query(
            """
            SELECT DISTINCT person_id, day FROM day_marks
            WHERE organization_id = :organizationId AND person_id = ANY (:people)
              AND day BETWEEN :from AND :to AND (day, person_id) > (:lastDay, :lastPerson)
            ORDER BY day, person_id LIMIT :limit
            """)
    List<Marked> of(
            UUID organizationId,
            @TypeDef(type = DataType.OBJECT) UUID[] people,
            LocalDate from,
            LocalDate to,
            LocalDate lastDay,
            UUID lastPerson,
            int limit);

    /** Whether nobody else computes this day until the transaction ends. */
    @Query(
            """
            SELECT pg_try_advisory_xact_lock(
                hashtextextended(CAST(:personId AS text) || CAST(:day AS text), 15))
            """)
    boolean tryHold(UUID personId, LocalDate day);

    /** As {@link #tryHold}, after waiting for whoever does. */
    @Query(
            """
            SELECT true FROM (SELECT pg_advisory_xact_lock(
                hashtextextended(CAST(:personId AS text) || CAST(:day AS text), 15))) AS held
            """)
    boolean hold(UUID personId, LocalDate day);

    /** Takes the marks that are visible now; later ones stay. */
    @Query(
            """
            DELETE FROM day_marks
            WHERE organization_id = :organizationId AND person_id = :personId AND day = :day
            """)
    long take(UUID organizationId, UUID personId, LocalDate day);

    /** The team that a person is in; null for none. */
    @Query("SELECT team_id FROM users WHERE id = :personId")
    @Nullable UUID teamOf(UUID personId);

    /** The figures of days that began before a time stay as they are; they are held. */
    @Query(
            """
            UPDATE day_totals SET is_final = true
            WHERE organization_id = :organizationId AND person_id = :personId
              AND day BETWEEN :from AND :to AND starts_at < :before
            """)
    void end(UUID organizationId, UUID personId, LocalDate from, LocalDate to, Instant before);

    /** Whether the figures of a day stay as they are. */
    @Query(
            """
            SELECT EXISTS (SELECT FROM day_totals
                           WHERE organization_id = :organizationId AND person_id = :personId
                             AND day = :day AND is_final)
            """)
    boolean isFinal(UUID organizationId, UUID personId, LocalDate day);

    /**
     * Some computed days that must be what was recorded: not of closed weeks, which stay as they
     * were approved, and not such as retention has taken a part of.
     */
    @Query(
            """
            SELECT person_id, day FROM day_totals t
            WHERE organization_id = :organizationId AND day > :after AND NOT is_final
              AND NOT EXISTS (SELECT FROM closed_weeks c
                              WHERE c.organization_id = t.organization_id
                                AND c.person_id = t.person_id
                                AND t.day BETWEEN c.week AND c.week + 6)
            ORDER BY random() LIMIT :limit
            """)
    List<Marked> toVerify(UUID organizationId, LocalDate after, int limit);

    /**
     * Days that are over by now, and whose figures are from before that, after one of them; of
     * those that {@link #toVerify} may give.
     */
    @Query(
            """
            SELECT person_id, day FROM day_totals t
            WHERE organization_id = :organizationId AND day > :after AND NOT is_final
              AND ends_at <= :now AND computed_at < ends_at
              AND (person_id, day) > (:lastPerson, :lastDay)
              AND NOT EXISTS (SELECT FROM closed_weeks c
                              WHERE c.organization_id = t.organization_id
                                AND c.person_id = t.person_id
                                AND t.day BETWEEN c.week AND c.week + 6)
            ORDER BY person_id, day LIMIT :limit
            """)
    List<Marked> finished(
            UUID organizationId,
            LocalDate after,
            Instant now,
            UUID lastPerson,
            LocalDate lastDay,
            int limit);

    /** The figures of a day are what was recorded until now. */
    @Query(
            """
            UPDATE day_totals SET computed_at = greatest(computed_at, :now)
            WHERE organization_id = :organizationId AND person_id = :personId AND day = :day
            """)
    void confirm(UUID organizationId, UUID personId, LocalDate day, Instant now);

    /** Whether the day is to be computed anew. */
    @Query(
            """
            SELECT EXISTS (SELECT FROM day_marks
                           WHERE organization_id = :organizationId AND person_id = :personId
                             AND day = :day)
            """)
    boolean isMarked(UUID organizationId, UUID personId, LocalDate day);

    /** The day is to be computed anew. */
    @Query(
            """
            INSERT INTO day_marks (organization_id, person_id, day)
            VALUES (:organizationId, :personId, :day)
            """)
    void mark(UUID organizationId, UUID personId, LocalDate day);

    /** How many marks there are; only as system. */
    @Query("SELECT count(*) FROM (SELECT FROM day_marks LIMIT 100000) AS counted")
    long waiting();

    /** Only as system. */
    @Query("SELECT id FROM organizations ORDER BY id")
    List<UUID> allOrganizations();
}
