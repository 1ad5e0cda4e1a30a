package dev.astir.app.clients;

import io.micronaut.core.annotation.Introspected;
import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The table {@code client_watches}, in a transaction of the organization. Thread-safe. */
@JdbcRepository(dialect = Dialect.POSTGRES)
interface WatchRepository extends GenericRepository<WatchRepository.Watch, UUID> {

    /** What is remembered of a client. */
    @Introspected
    @MappedEntity("client_watches")
    record Watch(
            @Id UUID clientId,
            String kind,
            String name,
            @Nullable UUID userId,
            boolean watched,
            @Nullable Integer silentAfterSeconds) {}

    /** A token as it is watched, held until the end of the transaction. */
    @Query(
            """
            SELECT t.id AS client_id, 'token' AS kind, t.name, t.user_id,
                   COALESCE(w.watched, true) AS watched, w.silent_after_seconds
            FROM (SELECT id, name, user_id FROM api_tokens WHERE id = :clientId FOR UPDATE) AS t
            LEFT JOIN client_watches w ON w.client_id = t.id
            """)
    Optional<Watch> token(UUID clientId);

    /** An integration as it is watched, held until the end of the transaction. */
    @Query(
            """
            SELECT i.id AS client_id, 'integration' AS kind, i.name, CAST(NULL AS uuid) AS user_id,
                   COALESCE(w.watched, true) AS watched, w.silent_after_seconds
            FROM (SELECT id, name FROM integrations WHERE id = :clientId FOR UPDATE) AS i
            LEFT JOIN client_watches w ON w.client_id = i.id
            """)
    Optional<Watch> integration(UUID clientId);

    /** Whether it is a person or an agent, of those who are seen. */
    @Query(
            """
            SELECT EXISTS (SELECT FROM users WHERE id = :id AND status <> 'removed')
                OR EXISTS (SELECT FROM agents WHERE id = :id AND status <> 'removed')
            """)
    boolean isOfPeople(UUID id);

    /** Stores what was decided. */
    @Query(
            """
            INSERT INTO client_watches (organization_id, client_id, kind, name, user_id, watched,
                                        silent_after_seconds)
            VALUES (:organizationId, :clientId, :kind, :name, :userId, :watched,
                    :silentAfterSeconds)
            ON CONFLICT (organization_id, client_id) DO UPDATE
            SET watched = EXCLUDED.watched, silent_after_seconds = EXCLUDED.silent_after_seconds
            """)
    void store(
            UUID organizationId,
            UUID clientId,
            String kind,
            String name,
            @Nullable UUID userId,
            boolean watched,
            @Nullable Integer silentAfterSeconds);

    /** Whether it was not silent, and is from now on. */
    @Query(
            """
            INSERT INTO client_watches (organization_id, client_id, kind, name, user_id, silent_since)
            VALUES (:organizationId, :clientId, :kind, :name, :userId, :since)
            ON CONFLICT (organization_id, client_id) DO UPDATE
            SET silent_since = EXCLUDED.silent_since, name = EXCLUDED.name
            WHERE client_watches.silent_since IS NULL AND client_watches.watched
            """)
    boolean begin(
            UUID organizationId,
            UUID clientId,
            String kind,
            String name,
            @Nullable UUID userId,
            Instant since);

    /** Whether it was silent since then, and is no more. */
    @Query(
            """
            UPDATE client_watches SET silent_since = NULL
            WHERE client_id = :clientId AND silent_since = :since
            """)
    boolean end(UUID clientId, Instant since);

    /** How many it were: one, or none where it is forgotten already. */
    @Query("DELETE FROM client_watches WHERE client_id = :clientId")
    long forget(UUID clientId);
}
