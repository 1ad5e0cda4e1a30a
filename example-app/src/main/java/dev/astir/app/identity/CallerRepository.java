package dev.astir.app.identity;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.util.Optional;
import java.util.UUID;

/** Who may come in, whatever they would show for it. Thread-safe. */
@JdbcRepository(dialect = Dialect.POSTGRES)
interface CallerRepository extends GenericRepository<User, UUID> {

    /**
     * The person with this id. As with a sign-in, who can come in by a provider needs no factor
     * here.
     */
    @Query(
            """
            SELECT u.id AS user_id, u.organization_id, u.role, u.name,
                   astir_sight(u.organization_id, u.id, u.role) AS seen,
                   CAST(NULL AS timestamptz) AS expires_at,
                   o.require_second_factor AND NOT u.second_factor AND NOT EXISTS (
                       SELECT FROM identity_links l
                       JOIN identity_providers p
                         ON p.organization_id = l.organization_id AND p.id = l.provider_id
                       WHERE l.organization_id = u.organization_id AND l.user_id = u.id
                         AND p.enabled AND p.issuer = l.issuer) AS setup_required
            FROM users u JOIN organizations o ON o.id = u.organization_id
            WHERE u.id = :id AND u.status = 'active'
            """)
    Optional<TokenFamilies.Holder> find(UUID id);
}
