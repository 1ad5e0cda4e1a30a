package dev.astir.app.singlesignon;

import io.micronaut.core.annotation.Introspected;
import io.micronaut.data.annotation.MappedEntity;
import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The table {@code identity_providers}. Thread-safe. */
@JdbcRepository(dialect = Dialect.POSTGRES)
interface IdentityProviderRepository extends GenericRepository<IdentityProvider, UUID> {

    /** A provider that somebody may sign in by. */
    @Introspected
    @MappedEntity
    record Choice(UUID id, String name, String organizationName, String issuer) {}

    void save(IdentityProvider provider);

    void update(IdentityProvider provider);

    @Query("SELECT * FROM identity_providers WHERE id = :id")
    Optional<IdentityProvider> find(UUID id);

    /** Those of the organization by name. */
    @Query("SELECT * FROM identity_providers ORDER BY lower(name), id")
    List<IdentityProvider> all();

    @Query("SELECT count(*) FROM identity_providers WHERE enabled AND id <> :id")
    long countOthersInUse(UUID id);

    @Query("DELETE FROM identity_providers WHERE id = :id")
    long deleteById(UUID id);

    /**
     * As the system, of all organizations: those in use that vouch for e-mails of this domain.
     * Anybody may claim a domain, so each organization has one, by which most of its people came
     * in; and the oldest organization comes first: a crowd of others that are made for it does not
     * hide one.
     */
    @Query(
            """
            SELECT id, name, organization_name, issuer FROM (
                SELECT DISTINCT ON (p.organization_id) p.id, p.name, o.name AS organization_name,
                       p.issuer, p.organization_id, o.created_at AS since
                FROM identity_providers p JOIN organizations o ON o.id = p.organization_id
                WHERE p.enabled AND p.allowed_domains @> ARRAY[CAST(:domain AS text)]
                ORDER BY p.organization_id,
                         (SELECT count(*) FROM identity_links l
                          WHERE l.organization_id = p.organization_id
                            AND l.provider_id = p.id AND l.issuer = p.issuer) DESC,
                         p.created_at, p.id) AS choices
            ORDER BY since, organization_id LIMIT :limit
            """)
    List<Choice> ofDomain(String domain, int limit);
}
