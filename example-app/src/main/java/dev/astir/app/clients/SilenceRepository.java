package dev.astir.app.clients;

import io.micronaut.core.annotation.Introspected;
import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Whose silence begins or ends, in all organizations. Only as system. Thread-safe. */
@JdbcRepository(dialect = Dialect.POSTGRES)
interface SilenceRepository extends GenericRepository<SilenceRepository.Turn, UUID> {

    /**
     * A client whose state is another than the one that was told.
     *
     * @param lastSeen when it was seen last; of one that was silent and has no other time, when it
     *     had been seen then
     * @param silentSince as it was told; null while it was not silent
     * @param silentAfterSeconds the time that holds for it
     * @param isGone whether there is no such client any more
     */
    @Introspected
    @MappedEntity("client_watches")
    record Turn(
            UUID organizationId,
            @Id UUID clientId,
            String kind,
            String name,
            @Nullable UUID ownerId,
            @Nullable Instant lastSeen,
            @Nullable Instant silentSince,
            int silentAfterSeconds,
            boolean isGone) {}

    /**
     * Somebody looks now. After a gap of ten minutes the time begins anew in which clients could be
     * seen: no node was there, or none could store what it saw.
     */
    @Query(
            """
            INSERT INTO client_silence_clock AS known (last_run, up_since)
            VALUES (:now, '-infinity')
            ON CONFLICT (id) DO UPDATE
            SET up_since = CASE WHEN known.last_run < EXCLUDED.last_run - interval '10 minutes'
                                THEN EXCLUDED.last_run ELSE known.up_since END,
                last_run = GREATEST(known.last_run, EXCLUDED.last_run)
            """)
    void look(Instant now);

    /**
     * Clients that went silent, or are silent no more, in the order of their ids. One that was seen
     * after it was told to be silent returned, whatever it did since.
     */
    @Query(
            """
            SELECT * FROM (
                SELECT k.organization_id, k.id AS client_id, k.kind, k.name, k.owner_id,
                       COALESCE(c.last_seen, w.silent_since) AS last_seen, w.silent_since,
                       false AS is_gone,
                       COALESCE(w.silent_after_seconds, o.client_silent_after_seconds)
                           AS silent_after_seconds,
                       COALESCE(w.watched, true) AND k.is_expected
                       AND NOT COALESCE(c.last_seen > w.silent_since, false)
                       AND CASE WHEN w.silent_since IS NULL
                                THEN GREATEST(c.last_seen, (SELECT up_since FROM client_silence_clock))
                                ELSE w.silent_since END
                           + make_interval(secs => COALESCE(w.silent_after_seconds,
                                                            o.client_silent_after_seconds))
                           <= CAST(:now AS timestamptz) AS is_silent
                FROM (
                    SELECT t.organization_id, t.id, 'token' AS kind, t.name, t.user_id AS owner_id,
                           u.status = 'active' AND (t.expires_at IS NULL
                               OR t.expires_at > CAST(:now AS timestamptz)) AS is_expected
                    FROM api_tokens t
                    JOIN users u ON u.organization_id = t.organization_id AND u.id = t.user_id
                    UNION ALL
                    SELECT organization_id, id, 'integration', name, NULL, status = 'active'
                    FROM integrations) AS k
                JOIN organizations o ON o.id = k.organization_id
                LEFT JOIN client_watches w
                    ON w.organization_id = k.organization_id AND w.client_id = k.id
                LEFT JOIN client_activity c ON c.client_id = CAST(k.id AS text)) AS client
            WHERE last_seen IS NOT NULL AND is_silent <> (silent_since IS NOT NULL)
              AND client_id > :after
            ORDER BY client_id LIMIT :limit
            """)
    List<Turn> turns(Instant now, UUID after, int limit);

    /** Those of which something is remembered, and that are not there any more. */
    @Query(
            """
            SELECT w.organization_id, w.client_id, w.kind, w.name, w.user_id AS owner_id,
                   w.silent_since AS last_seen, w.silent_since,
                   COALESCE(w.silent_after_seconds, 0) AS silent_after_seconds, true AS is_gone
            FROM client_watches w
            WHERE w.client_id > :after
              AND NOT EXISTS (SELECT FROM api_tokens t
                              WHERE t.organization_id = w.organization_id AND t.id = w.client_id)
              AND NOT EXISTS (SELECT FROM integrations i
                              WHERE i.organization_id = w.organization_id AND i.id = w.client_id)
            ORDER BY w.client_id LIMIT :limit
            """)
    List<Turn> gone(UUID after, int limit);
}
