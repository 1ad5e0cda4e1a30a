package dev.astir.app.alerts;

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
 * The table {@code alerts}. Whoever opens, changes or closes several in one transaction does so by
 * type and subject, so that nobody waits in a circle: by what is known of one before it is there.
 * Thread-safe.
 */
@JdbcRepository(dialect = Dialect.POSTGRES)
interface AlertRepository extends GenericRepository<AlertRow, UUID> {

    /** Rows with names. */
    String ROWS =
            """
            SELECT a.*, u.name AS user_name, r.name AS resolved_by_name
            FROM alerts a
            LEFT JOIN users u ON u.organization_id = a.organization_id AND u.id = a.user_id
            LEFT JOIN users r ON r.organization_id = a.organization_id AND r.id = a.resolved_by
            """;

    /** Which alert. */
    @MappedEntity("alerts")
    record Named(@Id UUID id) {}

    /**
     * Opens an alert, unless there is one of the same stretch or of the same thing.
     *
     * @param since when the stretch began: an alert that was opened after that is of the same
     * @return whether there is a new one
     */
    @Query(
            """
            INSERT INTO alerts (organization_id, id, user_id, type, subject, opened_at, session_id,
                                agent_id, client_id, details)
            SELECT :organizationId, :id, CAST(:userId AS uuid), :type, :subject, :openedAt,
                   CAST(:sessionId AS uuid), CAST(:agentId AS uuid), CAST(:clientId AS uuid),
                   CAST(:json AS jsonb)
            WHERE NOT EXISTS (SELECT FROM alerts
                              WHERE organization_id = :organizationId AND type = :type
                                AND subject = :subject AND opened_at >= :since)
            ON CONFLICT DO NOTHING
            """)
    long open(
            UUID organizationId,
            UUID id,
            @Nullable UUID userId,
            String type,
            String subject,
            Instant openedAt,
            Instant since,
            @Nullable UUID sessionId,
            @Nullable UUID agentId,
            @Nullable UUID clientId,
            String json);

    /**
     * Closes the open one of a thing; null when there is none.
     *
     * @param at when it was over, if that was after it was opened; otherwise it is now
     */
    @Query(
            """
            UPDATE alerts
            SET closed_at = CASE WHEN opened_at < CAST(:at AS timestamptz)
                                 THEN CAST(:at AS timestamptz)
                                 ELSE greatest(opened_at, CAST(:now AS timestamptz)) END
            WHERE organization_id = :organizationId AND type = :type AND subject = :subject
              AND closed_at IS NULL
            RETURNING id
            """)
    @Nullable Named close(
            UUID organizationId, String type, String subject, Instant at, Instant now);

    /** Closes all that are open about a person, in the order in which all hold several. */
    @Query(
            """
            UPDATE alerts a SET closed_at = greatest(a.opened_at, CAST(:at AS timestamptz))
            FROM (SELECT id FROM alerts
                  WHERE organization_id = :organizationId AND user_id = :userId
                    AND closed_at IS NULL
                  ORDER BY type, subject COLLATE "C" FOR UPDATE) AS held
            WHERE a.organization_id = :organizationId AND a.id = held.id
            RETURNING a.id
            """)
    List<Named> closeAllOf(UUID organizationId, UUID userId, Instant at);

    /** Other figures of one that nobody resolved. */
    @Query(
            """
            UPDATE alerts SET details = CAST(:json AS jsonb)
            WHERE organization_id = :organizationId AND id = :id AND resolved_at IS NULL
            """)
    long update(UUID organizationId, UUID id, String json);

    /** Opens one again that nobody resolved. */
    @Query(
            """
            UPDATE alerts SET closed_at = NULL
            WHERE organization_id = :organizationId AND id = :id AND closed_at IS NOT NULL
              AND resolved_at IS NULL
            """)
    long reopen(UUID organizationId, UUID id);

    @Query(
            """
            UPDATE alerts SET explanation = :text, explained_at = :at
            WHERE organization_id = :organizationId AND id = :id
            """)
    long explain(UUID organizationId, UUID id, String text, Instant at);

    @Query(
            """
            UPDATE alerts SET resolved_at = :at, resolved_by = :by, note = CAST(:words AS text)
            WHERE organization_id = :organizationId AND id = :id
            """)
    long resolve(UUID organizationId, UUID id, Instant at, UUID by, @Nullable String words);

    @Query(ROWS + " WHERE a.organization_id = :organizationId AND a.id = :id")
    Optional<AlertRow> find(UUID organizationId, UUID id);

    /**
     * Waits for whoever changes it, and holds it until the transaction ends. Alone: names that are
     * joined would be those of before.
     */
    @Query(
            """
            SELECT id FROM alerts WHERE organization_id = :organizationId AND id = :id FOR UPDATE
            """)
    Optional<Named> hold(UUID organizationId, UUID id);

    /** The open ones of a type, by subject. */
    @Query(
            ROWS
                    + """
                    WHERE a.organization_id = :organizationId AND a.type = :type
                      AND a.closed_at IS NULL
                    ORDER BY a.subject COLLATE "C"
                    """)
    List<AlertRow> open(UUID organizationId, String type);

    /** Those of a type that are open, or were opened since. */
    @Query(
            ROWS
                    + """
                    WHERE a.organization_id = :organizationId AND a.type = :type
                      AND (a.closed_at IS NULL OR a.opened_at >= :since)
                    """)
    List<AlertRow> recent(UUID organizationId, String type, Instant since);

    /**
     * Alerts, newest first.
     *
     * @param seen only those about these people; null for everybody's, and nobody's
     * @param types only these; null for all
     * @param isResolved null for either
     * @param isOpen null for either
     * @param isWaiting null for either
     */
    @Query(
            ROWS
                    + """
                    WHERE a.organization_id = :organizationId
                      AND (CAST(:seen AS uuid[]) IS NULL OR a.user_id = ANY (CAST(:seen AS uuid[])))
                      AND (CAST(:types AS text[]) IS NULL OR a.type = ANY (CAST(:types AS text[])))
                      AND (CAST(:isResolved AS boolean) IS NULL
                           OR (a.resolved_at IS NOT NULL) = CAST(:isResolved AS boolean))
                      AND (CAST(:isOpen AS boolean) IS NULL
                           OR (a.closed_at IS NULL) = CAST(:isOpen AS boolean))
                      AND (CAST(:isWaiting AS boolean) IS NULL
                           OR (a.resolved_at IS NULL AND (a.closed_at IS NULL
                               OR a.type = 'session-forgotten'
                               OR a.type = 'overtime'
                                  AND CAST(a.details->>'workedSeconds' AS bigint)
                                      > CAST(a.details->>'limitSeconds' AS bigint)))
                              = CAST(:isWaiting AS boolean))
                      AND a.opened_at >= :from AND a.opened_at < :to
                      AND (a.opened_at, a.id) < (:beforeOpened, :beforeId)
                    ORDER BY a.opened_at DESC, a.id DESC LIMIT :limit
                    """)
    List<AlertRow> page(
            UUID organizationId,
            @TypeDef(type = DataType.OBJECT) UUID @Nullable [] seen,
            @Nullable @TypeDef(type = DataType.STRING_ARRAY) List<String> types,
            @Nullable Boolean isResolved,
            @Nullable Boolean isOpen,
            @Nullable Boolean isWaiting,
            Instant from,
            Instant to,
            Instant beforeOpened,
            UUID beforeId,
            int limit);

    /** What the live channel shows: the open ones, and those of late that nobody resolved. */
    @Query(
            ROWS
                    + """
                    WHERE a.organization_id = :organizationId
                      AND (a.closed_at IS NULL OR a.resolved_at IS NULL AND a.opened_at >= :since)
                    ORDER BY a.opened_at DESC, a.id DESC LIMIT :limit
                    """)
    List<AlertRow> live(UUID organizationId, Instant since, int limit);

    /** Those of these that it shows. */
    @Query(
            ROWS
                    + """
                    WHERE a.organization_id = :organizationId AND a.id = ANY (:ids)
                      AND (a.closed_at IS NULL OR a.resolved_at IS NULL AND a.opened_at >= :since)
                    """)
    List<AlertRow> liveOf(
            UUID organizationId, Instant since, @TypeDef(type = DataType.OBJECT) UUID[] ids);

    /** Of all organizations, as system. */
    @Query("SELECT count(*) FROM alerts WHERE closed_at IS NULL AND resolved_at IS NULL")
    long countOpen();
}
