package dev.astir.app.identity;

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

/** The table {@code api_tokens}, as letting people in sees it. Thread-safe. */
@JdbcRepository(dialect = Dialect.POSTGRES)
interface ApiTokenRows extends GenericRepository<ApiTokenRows.Known, UUID> {

    /** What is known of a token whatever becomes of its person. */
    @MappedEntity("api_tokens")
    record Known(
            @Id UUID id,
            UUID organizationId,
            UUID userId,
            String name,
            @TypeDef(type = DataType.STRING_ARRAY) List<String> scopes) {}

    /** The token with this hash; only as system: the organization is not known yet. */
    @Query(
            """
            SELECT id, organization_id, user_id, name, scopes FROM api_tokens
            WHERE token_hash = :hash
            """)
    Optional<Known> find(byte[] hash);

    /**
     * Notes uses, but for those since whose last one is noted. Who is changed elsewhere is left
     * out, so that two of these do not wait for each other in a circle: another node notes it.
     *
     * @return which were noted
     */
    @Query(
            """
            UPDATE api_tokens SET last_used_at = :now
            WHERE id IN (SELECT id FROM api_tokens
                         WHERE id = ANY (:ids)
                           AND (last_used_at IS NULL OR last_used_at <= :since)
                         FOR UPDATE SKIP LOCKED)
            RETURNING id
            """)
    List<UUID> use(@TypeDef(type = DataType.OBJECT) UUID[] ids, Instant now, Instant since);

    /** Ends all tokens of a person. */
    @Query("DELETE FROM api_tokens WHERE user_id = :userId")
    long deleteAllOf(UUID userId);
}
