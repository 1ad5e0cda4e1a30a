package dev.astir.app.privacy;

import io.micronaut.core.annotation.Introspected;
import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What the tracker has of a person, their devices and tokens, in a transaction of the organization.
 * Thread-safe.
 */
@JdbcRepository(dialect = Dialect.POSTGRES)
interface ClientDataRepository extends GenericRepository<ClientDataRepository.Seen, String> {

    /** The ids of a person's clients. */
    String IDS =
            """
            SELECT CAST(id AS text) FROM users WHERE id = :userId
            UNION ALL SELECT CAST(id AS text) FROM agents WHERE user_id = :userId
            UNION ALL SELECT CAST(id AS text) FROM api_tokens WHERE user_id = :userId
            """;

    /** When a client was seen. */
    @Introspected
    @MappedEntity("client_activity")
    record Seen(@Id String clientId, @Nullable Instant firstSeen, @Nullable Instant lastSeen) {}

    /** How often a client did something on a day. */
    @Introspected
    @MappedEntity("client_activity_daily")
    record Counted(@Id String clientId, String activity, LocalDate day, long hits) {}

    /** How much there is. */
    @Introspected
    @MappedEntity
    record Amount(long entries, @Nullable Instant oldest) {}

    @Query(
            "SELECT client_id, created_at AS first_seen, last_seen FROM client_activity"
                    + " WHERE client_id IN ("
                    + IDS
                    + ") AND client_id > :after ORDER BY client_id LIMIT :limit")
    List<Seen> seen(UUID userId, String after, int limit);

    /** After this row, in the order of the key. */
    @Query(
            "SELECT client_id, activity, day, hits FROM client_activity_daily WHERE client_id IN ("
                    + IDS
                    + ") AND (client_id, activity, day) > (:afterId, :afterActivity, :afterDay)"
                    + " ORDER BY client_id, activity, day LIMIT :limit")
    List<Counted> counted(
            UUID userId, String afterId, String afterActivity, LocalDate afterDay, int limit);

    @Query(
            "SELECT count(*) AS entries, min(created_at) AS oldest FROM client_activity"
                    + " WHERE client_id IN ("
                    + IDS
                    + ")")
    Amount amountSeen(UUID userId);

    @Query(
            "SELECT count(*) AS entries, timezone('UTC', CAST(min(day) AS timestamp)) AS oldest"
                    + " FROM client_activity_daily WHERE client_id IN ("
                    + IDS
                    + ")")
    Amount amountCounted(UUID userId);
}
