package dev.astir.app.factors;

import dev.astir.app.identity.User;
import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * People and their sign-ins, as far as second factors go, in a transaction of the organization.
 * Thread-safe.
 */
@JdbcRepository(dialect = Dialect.POSTGRES)
interface FactorHolders extends GenericRepository<User, UUID> {

    /** Writes down whether somebody has a factor. */
    @Query(
            """
            UPDATE users SET second_factor =
                EXISTS (SELECT FROM totp_secrets t
                        WHERE t.organization_id = users.organization_id AND t.user_id = users.id
                          AND t.sealed IS NOT NULL)
                OR EXISTS (SELECT FROM passkeys p
                           WHERE p.organization_id = users.organization_id AND p.user_id = users.id)
            WHERE id = :userId RETURNING second_factor
            """)
    boolean refresh(UUID userId);

    /** When somebody signed in. */
    @Query("SELECT created_at FROM token_families WHERE id = :familyId")
    Optional<Instant> signedInAt(UUID familyId);

    /** Those who have no factor and are signed in, or have an API token. */
    @Query(
            """
            SELECT u.id FROM users u
            WHERE NOT u.second_factor
              AND (EXISTS (SELECT FROM token_families f
                           WHERE f.organization_id = u.organization_id AND f.user_id = u.id
                             AND f.revoked_at IS NULL AND f.expires_at > :now)
                OR EXISTS (SELECT FROM api_tokens t
                           WHERE t.organization_id = u.organization_id AND t.user_id = u.id
                             AND (t.expires_at IS NULL OR t.expires_at > :now)))
            """)
    List<UUID> reachableWithout(Instant now);
}
