package dev.astir.app.clients;

import io.micronaut.core.annotation.Introspected;
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

/**
 * Clients of the organization, and what the tracker has of them, in a transaction of the
 * organization: the wall shows it the rows of its own clients alone. Thread-safe.
 */
@JdbcRepository(dialect = Dialect.POSTGRES)
interface ClientRepository extends GenericRepository<ClientRepository.Row, UUID> {

    /** A client, without its counts. */
    @Introspected
    @MappedEntity("client_activity")
    record Row(
            @Id UUID id,
            String kind,
            String name,
            @Nullable UUID ownerId,
            @Nullable String ownerName,
            boolean watched,
            @Nullable Integer silentAfterSeconds,
            boolean hasOwnTime,
            boolean isSilent,
            @Nullable Instant lastSeen,
            @Nullable Instant firstSeen) {}

    /** What a client did on a day. */
    @Introspected
    @MappedEntity("client_activity_daily")
    record Day(UUID id, LocalDate day, long count) {}

    /**
     * Clients, the one seen last first, and those that never were at the end. Agents are silent as
     * the clock says; of the others that is what was told.
     *
     * @param seen people whose clients may be listed; null for everybody's
     * @param withTokens whether tokens and integrations are among them
     * @param ofKind clients of this kind alone; null for all
     * @param inSilence silent ones alone, or all others; null for all
     * @param search a part of the name or its owner's, in lower case; null for all
     * @param one this one alone; null for all
     * @param never what stands for the time of one that was never seen
     * @param afterSeen after a client seen then
     * @param afterId and with this id
     */
    @Query(
            """
            SELECT * FROM (
                SELECT k.*, o.name AS owner_name, c.last_seen, c.created_at AS first_seen,
                       COALESCE(k.told_silent,
                                c.last_seen <= CAST(:now AS timestamptz)
                                               - make_interval(secs => k.silent_after_seconds),
                                false) AS is_silent
                FROM (
                    SELECT id, 'person' AS kind, name, id AS owner_id, false AS watched,
                           CAST(NULL AS integer) AS silent_after_seconds,
                           false AS has_own_time, false AS told_silent
                    FROM users WHERE status <> 'removed'
                    UNION ALL
                    SELECT a.id, 'agent', a.hostname, a.user_id, a.status = 'active',
                           CASE WHEN a.status = 'active' AND p.status = 'active'
                                THEN COALESCE(l.agent_silent_after_seconds, g.agent_silent_after_seconds)
                           END,
                           false,
                           CASE WHEN a.status = 'active' AND p.status = 'active'
                                THEN CAST(NULL AS boolean) ELSE false END
                    FROM agents a
                    JOIN organizations g ON g.id = a.organization_id
                    JOIN users p ON p.organization_id = a.organization_id AND p.id = a.user_id
                    LEFT JOIN alert_limits l
                        ON l.organization_id = a.organization_id AND l.team_id = p.team_id
                    WHERE a.status <> 'removed'
                    UNION ALL
                    SELECT t.id, 'token', t.name, t.user_id, COALESCE(w.watched, true),
                           COALESCE(w.silent_after_seconds, g.client_silent_after_seconds),
                           w.silent_after_seconds IS NOT NULL,
                           w.silent_since IS NOT NULL AND w.watched
                    FROM api_tokens t
                    JOIN organizations g ON g.id = t.organization_id
                    LEFT JOIN client_watches w
                        ON w.organization_id = t.organization_id AND w.client_id = t.id
                    WHERE CAST(:withTokens AS boolean)
                      AND (t.expires_at IS NULL OR t.expires_at > CAST(:now AS timestamptz))
                    UNION ALL
                    SELECT i.id, 'integration', i.name, NULL,
                           i.status = 'active' AND COALESCE(w.watched, true),
                           COALESCE(w.silent_after_seconds, g.client_silent_after_seconds),
                           w.silent_after_seconds IS NOT NULL,
                           w.silent_since IS NOT NULL AND w.watched
                    FROM integrations i
                    JOIN organizations g ON g.id = i.organization_id
                    LEFT JOIN client_watches w
                        ON w.organization_id = i.organization_id AND w.client_id = i.id
                    WHERE CAST(:withTokens AS boolean)) AS k
                LEFT JOIN users o ON o.id = k.owner_id
                LEFT JOIN client_activity c ON c.client_id = CAST(k.id AS text)
                WHERE (CAST(:seen AS uuid[]) IS NULL OR k.owner_id = ANY (CAST(:seen AS uuid[])))
            ) AS client
            WHERE (CAST(:ofKind AS text) IS NULL OR kind = CAST(:ofKind AS text))
              AND (CAST(:inSilence AS boolean) IS NULL OR is_silent = CAST(:inSilence AS boolean))
              AND (CAST(:search AS text) IS NULL
                   OR strpos(lower(name), CAST(:search AS text)) > 0
                   OR strpos(lower(owner_name), CAST(:search AS text)) > 0)
              AND (CAST(:one AS uuid) IS NULL OR id = CAST(:one AS uuid))
              AND (COALESCE(last_seen, CAST(:never AS timestamptz)) < CAST(:afterSeen AS timestamptz)
                   OR (COALESCE(last_seen, CAST(:never AS timestamptz))
                           = CAST(:afterSeen AS timestamptz)
                       AND id > CAST(:afterId AS uuid)))
            ORDER BY COALESCE(last_seen, CAST(:never AS timestamptz)) DESC, id LIMIT :limit
            """)
    List<Row> page(
            @TypeDef(type = DataType.OBJECT) UUID @Nullable [] seen,
            boolean withTokens,
            Instant now,
            @Nullable String ofKind,
            @Nullable Boolean inSilence,
            @Nullable String search,
            @Nullable UUID one,
            Instant never,
            Instant afterSeen,
            UUID afterId,
            int limit);

    /** How often these did something, on each day since this one on which they did. */
    @Query(
            """
            SELECT CAST(client_id AS uuid) AS id, day, CAST(sum(hits) AS bigint) AS count
            FROM client_activity_daily
            WHERE client_id = ANY (CAST(:ids AS text[])) AND day >= :since
            GROUP BY client_id, day
            """)
    List<Day> days(@TypeDef(type = DataType.STRING_ARRAY) List<String> ids, LocalDate since);
}
