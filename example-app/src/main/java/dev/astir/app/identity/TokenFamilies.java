package dev.astir.app.identity;

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
 * The tables {@code token_families} and {@code refresh_tokens}; and for whom a credential of any
 * kind holds. Thread-safe.
 */
@JdbcRepository(dialect = Dialect.POSTGRES)
interface TokenFamilies extends GenericRepository<User, UUID> {

    /**
     * What lets people in, unless it expired: sign-ins and API tokens alike. A sign-in is by a
     * provider ({@code by_provider}) as long as that is there, in use, and the server that it was.
     */
    String CREDENTIALS =
            """
            (SELECT f.organization_id, f.id, f.user_id, f.expires_at,
                    f.provider_id IS NULL AS by_password,
                    EXISTS (SELECT FROM identity_providers p
                            WHERE p.organization_id = f.organization_id AND p.id = f.provider_id
                              AND p.enabled AND p.issuer = f.issuer) AS by_provider
             FROM token_families f WHERE f.revoked_at IS NULL
             UNION ALL
             SELECT organization_id, id, user_id, expires_at, false, false FROM api_tokens)
            """;

    /**
     * A credential that holds, with its person as they are now.
     *
     * @param expiresAt null when it does not
     */
    @MappedEntity
    record Holder(
            UUID userId,
            UUID organizationId,
            Role role,
            String name,
            @Nullable @TypeDef(type = DataType.STRING_ARRAY) List<String> seen,
            boolean setupRequired,
            @Nullable Instant expiresAt) {

        Caller caller() {
            return new Caller(userId, organizationId, role, name, Sight.of(userId, seen));
        }
    }

    /** A refresh token with its family. */
    @MappedEntity
    record Refresh(
            UUID familyId,
            UUID organizationId,
            UUID userId,
            Instant expiresAt,
            @Nullable Instant usedAt,
            @Nullable Instant revokedAt) {}

    @Query(
            """
            INSERT INTO token_families (id, organization_id, user_id, created_at, expires_at,
                                        last_used_at, address, user_agent)
            VALUES (:id, :organizationId, :userId, :now, :expiresAt,
                    :now, CAST(:address AS text), CAST(:userAgent AS text))
            """)
    void create(
            UUID id,
            UUID organizationId,
            UUID userId,
            Instant now,
            Instant expiresAt,
            @Nullable String address,
            @Nullable String userAgent);

    /**
     * Keeps a person from being suspended or given another password until the transaction ends;
     * empty when either was done since.
     */
    @Query(
            """
            SELECT id FROM users
            WHERE id = :userId AND status = 'active' AND password_changed_at = :passwordChangedAt
            FOR SHARE
            """)
    Optional<UUID> holdPerson(UUID userId, Instant passwordChangedAt);

    /** The person of the credential with this id, if both may come in. */
    @Query(
            """
            SELECT u.id AS user_id, u.organization_id, u.role, u.name,
                   astir_sight(u.organization_id, u.id, u.role) AS seen, c.expires_at,
                   o.require_second_factor AND NOT u.second_factor AND NOT c.by_provider
                       AS setup_required
            FROM
            """
                    + CREDENTIALS
                    + """
                    c JOIN users u ON u.organization_id = c.organization_id AND u.id = c.user_id
                    JOIN organizations o ON o.id = c.organization_id
                    WHERE c.id = :id AND (c.expires_at IS NULL OR c.expires_at > :now)
                      AND u.status = 'active'
                      AND (NOT c.by_password OR o.passwords_allowed OR u.role = 'admin')
                    """)
    Optional<Holder> findHolder(UUID id, Instant now);

    /** One of the credentials asked about, which holds, with its person as they are now. */
    @MappedEntity
    record Held(
            UUID credentialId,
            UUID userId,
            UUID organizationId,
            Role role,
            String name,
            @Nullable @TypeDef(type = DataType.STRING_ARRAY) List<String> seen,
            boolean setupRequired,
            @Nullable Instant expiresAt) {

        Caller caller() {
            return new Caller(userId, organizationId, role, name, Sight.of(userId, seen));
        }
    }

    /**
     * Those that hold of many credentials; as system, whatever their organizations. Each is looked
     * up by its key: as a plain join, a table without statistics made it read all people of the
     * organization for each.
     *
     * @param organizations of the credentials, in the order of {@code ids}
     */
    @Query(
            """
            SELECT c.id AS credential_id, u.id AS user_id, u.organization_id, u.role, u.name,
                   astir_sight(u.organization_id, u.id, u.role) AS seen, c.expires_at,
                   o.require_second_factor AND NOT u.second_factor AND NOT c.by_provider
                       AS setup_required
            FROM unnest(CAST(:organizations AS uuid[]), CAST(:ids AS uuid[]))
                     AS asked (organization_id, id)
            CROSS JOIN LATERAL (
                SELECT * FROM
            """
                    + CREDENTIALS
                    + """
                            AS any_kind
                        WHERE organization_id = asked.organization_id AND id = asked.id LIMIT 1) c
                    CROSS JOIN LATERAL (
                        SELECT * FROM users
                        WHERE organization_id = c.organization_id AND id = c.user_id LIMIT 1) u
                    CROSS JOIN LATERAL (
                        SELECT require_second_factor, passwords_allowed FROM organizations
                        WHERE id = c.organization_id LIMIT 1) o
                    WHERE (c.expires_at IS NULL OR c.expires_at > :now) AND u.status = 'active'
                      AND (NOT c.by_password OR o.passwords_allowed OR u.role = 'admin')
                    """)
    List<Held> findHeld(
            @TypeDef(type = DataType.OBJECT) UUID[] organizations,
            @TypeDef(type = DataType.OBJECT) UUID[] ids,
            Instant now);

    @Query(
            """
            UPDATE token_families
            SET expires_at = greatest(expires_at, :expiresAt),
                last_used_at = greatest(last_used_at, :now),
                address = CAST(:address AS text), user_agent = CAST(:userAgent AS text)
            WHERE id = :id
            """)
    void extend(
            UUID id,
            Instant now,
            Instant expiresAt,
            @Nullable String address,
            @Nullable String userAgent);

    /** A provider has signed the person in, and asked for what it wants. */
    @Query(
            """
            UPDATE token_families SET provider_id = :providerId, issuer = :issuer WHERE id = :id
            """)
    long provenElsewhere(UUID id, UUID providerId, String issuer);

    /** Who is signed in by this provider. */
    @Query(
            """
            SELECT DISTINCT user_id FROM token_families
            WHERE provider_id = :providerId AND revoked_at IS NULL
            """)
    List<UUID> signedInBy(UUID providerId);

    /** Who is signed in by password, without administrators. */
    @Query(
            """
            SELECT DISTINCT f.user_id FROM token_families f
            JOIN users u ON u.organization_id = f.organization_id AND u.id = f.user_id
            WHERE f.provider_id IS NULL AND f.revoked_at IS NULL AND u.role <> 'admin'
            """)
    List<UUID> signedInByPassword();

    /** Ends the sign-ins by password, without those of administrators. */
    @Query(
            """
            UPDATE token_families f SET revoked_at = :now
            WHERE f.provider_id IS NULL AND f.revoked_at IS NULL
              AND EXISTS (SELECT FROM users u WHERE u.organization_id = f.organization_id
                            AND u.id = f.user_id AND u.role <> 'admin')
            """)
    long revokeByPassword(Instant now);

    @Query(
            """
            UPDATE token_families SET revoked_at = :now WHERE id = :id AND revoked_at IS NULL
            """)
    long revoke(UUID id, Instant now);

    @Query(
            """
            UPDATE token_families SET revoked_at = :now WHERE user_id = :userId AND revoked_at IS NULL
            """)
    long revokeAllOf(UUID userId, Instant now);

    /** Does nothing when a repeated refresh stored the same successor before. */
    @Query(
            """
            INSERT INTO refresh_tokens (hash, organization_id, family_id, expires_at)
            VALUES (:hash, :organizationId, :familyId, :expiresAt)
            ON CONFLICT (organization_id, hash) DO NOTHING
            """)
    void addToken(byte[] hash, UUID organizationId, UUID familyId, Instant expiresAt);

    @Query(
            """
            SELECT t.family_id, t.organization_id, f.user_id, t.expires_at, t.used_at, f.revoked_at
            FROM refresh_tokens t
            JOIN token_families f ON f.organization_id = t.organization_id AND f.id = t.family_id
            WHERE t.hash = :hash
            """)
    Optional<Refresh> findToken(byte[] hash);

    /** The first use wins; a later one changes nothing. */
    @Query("UPDATE refresh_tokens SET used_at = :now WHERE hash = :hash AND used_at IS NULL")
    long useToken(byte[] hash, Instant now);
}
