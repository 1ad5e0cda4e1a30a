package dev.astir.app.notifications;

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

/**
 * What is new of the table {@code alerts}, in a transaction of the organization. An alert is news
 * when it is opened; again for whom it is about when somebody else resolves it, and for the others
 * when it is explained. What ended by itself or was resolved is no news to others any more, except
 * where it tells of hours: those stay as they were, unless they were corrected to be no overtime.
 * Thread-safe.
 */
@JdbcRepository(dialect = Dialect.POSTGRES)
interface NewsRepository extends GenericRepository<NewsRow, UUID> {

    String NEWS =
            """
            SELECT a.id, a.user_id, u.name AS user_name, a.type, a.details, a.opened_at, a.closed_at,
                   a.explained_at, a.resolved_at, news.at, news.at > :after AS is_new
            FROM (
                SELECT *, true AS own FROM alerts
                WHERE organization_id = :organizationId AND user_id = :reader
                  AND opened_at > :oldest
                UNION ALL
                SELECT *, false AS own FROM alerts
                WHERE organization_id = :organizationId AND user_id IS DISTINCT FROM :reader
                  AND opened_at > :oldest AND resolved_at IS NULL
                  AND (closed_at IS NULL OR type IN ('overtime', 'session-forgotten'))
                  AND NOT (closed_at IS NOT NULL AND type = 'overtime'
                           AND CAST(details->>'workedSeconds' AS bigint)
                               <= CAST(details->>'limitSeconds' AS bigint))
                  AND (CAST(:seen AS uuid[]) IS NULL OR user_id = ANY (CAST(:seen AS uuid[])))) a
            LEFT JOIN users u ON u.organization_id = a.organization_id AND u.id = a.user_id
            CROSS JOIN LATERAL (
                SELECT GREATEST(a.opened_at,
                    CASE WHEN NOT a.own THEN a.explained_at
                         WHEN a.resolved_by <> :reader THEN a.resolved_at END) AS at) news
            WHERE true
            """;

    /**
     * The newest of what this reader may see.
     *
     * @param seen whose alerts the reader sees besides their own; null for everybody's, and those
     *     of clients that are nobody's
     * @param after what is new is later
     */
    @Query(NEWS + " ORDER BY news.at DESC, a.id LIMIT :limit")
    List<NewsRow> newest(
            UUID organizationId,
            UUID reader,
            @TypeDef(type = DataType.OBJECT) UUID @Nullable [] seen,
            Instant oldest,
            Instant after,
            int limit);

    /** How many are new, up to a number. */
    @Query(
            "SELECT count(*) FROM (SELECT FROM ("
                    + NEWS
                    + ") AS found WHERE found.is_new LIMIT :limit) AS counted")
    long unseen(
            UUID organizationId,
            UUID reader,
            @TypeDef(type = DataType.OBJECT) UUID @Nullable [] seen,
            Instant oldest,
            Instant after,
            int limit);

    /** All that became news between, the oldest first, without some types. */
    @Query(
            NEWS
                    + """
                      AND news.at > :after AND news.at <= :until
                      AND a.type <> ALL (CAST(:without AS text[]))
                    ORDER BY news.at, a.id LIMIT :limit
                    """)
    List<NewsRow> between(
            UUID organizationId,
            UUID reader,
            @TypeDef(type = DataType.OBJECT) UUID @Nullable [] seen,
            Instant oldest,
            Instant after,
            Instant until,
            @TypeDef(type = DataType.STRING_ARRAY) List<String> without,
            int limit);
}
