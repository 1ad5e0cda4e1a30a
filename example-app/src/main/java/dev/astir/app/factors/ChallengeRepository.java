package dev.astir.app.factors;

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

/** The table {@code factor_challenges}, in a transaction of the organization. Thread-safe. */
@JdbcRepository(dialect = Dialect.POSTGRES)
interface ChallengeRepository extends GenericRepository<ChallengeRepository.Challenge, UUID> {

    /**
     * What somebody was asked.
     *
     * @param familyId the sign-in that it belongs to; null while that has not begun
     * @param password by which password somebody came this far
     * @param options what an authenticator was asked to sign
     */
    @MappedEntity("factor_challenges")
    record Challenge(
            @Id UUID organizationId,
            UUID userId,
            @Nullable UUID familyId,
            byte[] password,
            @Nullable String options,
            int attempts) {}

    @Query(
            """
            INSERT INTO factor_challenges
                (organization_id, hash, user_id, family_id, password, options, expires_at)
            VALUES (:organizationId, :hash, :userId, CAST(:familyId AS uuid), :password,
                    CAST(:options AS text), :expiresAt)
            """)
    void add(
            UUID organizationId,
            byte[] hash,
            UUID userId,
            @Nullable UUID familyId,
            byte[] password,
            @Nullable String options,
            Instant expiresAt);

    /** Whose it is; also as the system. */
    @Query("SELECT organization_id FROM factor_challenges WHERE hash = :hash")
    Optional<UUID> findOrganization(byte[] hash);

    /** One attempt more at a challenge that holds; null when there is none, or none is left. */
    @Query(
            """
            UPDATE factor_challenges SET attempts = attempts + 1
            WHERE hash = :hash AND expires_at > :now AND attempts < :most
            RETURNING organization_id, user_id, family_id, password, options, attempts
            """)
    @Nullable Challenge attempt(byte[] hash, Instant now, int most);

    /** What the authenticator is asked to sign now; the request before counts no more. */
    @Query(
            """
            UPDATE factor_challenges SET options = :options
            WHERE hash = :hash AND expires_at > :now AND attempts < :most
            RETURNING organization_id, user_id, family_id, password, options, attempts
            """)
    @Nullable Challenge ask(byte[] hash, String options, Instant now, int most);

    @Query(
            """
            SELECT organization_id, user_id, family_id, password, options, attempts
            FROM factor_challenges
            WHERE hash = :hash AND expires_at > :now AND attempts < :most
            """)
    Optional<Challenge> find(byte[] hash, Instant now, int most);

    /** 1 for whoever is first to finish it. */
    @Query("DELETE FROM factor_challenges WHERE hash = :hash")
    long delete(byte[] hash);

    @Query("DELETE FROM factor_challenges WHERE user_id = :userId")
    long deleteOf(UUID userId);
}
