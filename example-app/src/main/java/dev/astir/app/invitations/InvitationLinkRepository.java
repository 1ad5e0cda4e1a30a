package dev.astir.app.invitations;

import dev.astir.app.identity.Role;
import io.micronaut.data.annotation.MappedEntity;
import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The table {@code invitations}, as whoever has a link sees it. Thread-safe. */
@JdbcRepository(dialect = Dialect.POSTGRES)
interface InvitationLinkRepository extends GenericRepository<InvitationLinkRepository.Link, UUID> {

    /**
     * What a link leads to, whatever its state.
     *
     * @param backed whether who sent it may still invite
     */
    @MappedEntity("invitations")
    record Link(
            UUID id,
            UUID organizationId,
            String organizationName,
            String email,
            Role role,
            @Nullable UUID teamId,
            @Nullable String invitedByName,
            Instant expiresAt,
            @Nullable Instant acceptedAt,
            @Nullable Instant revokedAt,
            boolean backed) {}

    /** Only as system: the organization is not known yet. */
    @Query(
            """
            SELECT i.id, i.organization_id, o.name AS organization_name, i.email, i.role, i.team_id,
                   u.name AS invited_by_name, i.expires_at, i.accepted_at, i.revoked_at,
                   COALESCE(u.role = 'admin' AND u.status = 'active', false) AS backed
            FROM invitations i
            JOIN organizations o ON o.id = i.organization_id
            LEFT JOIN users u ON u.organization_id = i.organization_id AND u.id = i.invited_by
            WHERE i.token_hash = :hash
            """)
    Optional<Link> find(byte[] hash);

    /**
     * Uses the link; false when it was used, revoked or replaced, or ended otherwise, meanwhile.
     */
    @Query(
            """
            UPDATE invitations i SET accepted_at = :now
            WHERE i.organization_id = :organizationId AND i.token_hash = :hash
              AND i.accepted_at IS NULL AND i.revoked_at IS NULL AND i.expires_at > :now
              AND EXISTS (SELECT FROM users u WHERE u.organization_id = i.organization_id
                            AND u.id = i.invited_by AND u.role = 'admin' AND u.status = 'active')
            """)
    boolean accept(UUID organizationId, byte[] hash, Instant now);

    /**
     * What was accepted.
     *
     * @param mailId the mail with its link
     */
    @MappedEntity("invitations")
    record Accepted(UUID id, Role role, @Nullable UUID teamId, @Nullable UUID mailId) {}

    /** Uses the invitation of an e-mail; null when there is none that is good. */
    @Query(
            """
            UPDATE invitations i SET accepted_at = :now
            WHERE i.organization_id = :organizationId
              AND lower(i.email COLLATE "C") = lower(:email COLLATE "C")
              AND i.accepted_at IS NULL AND i.revoked_at IS NULL AND i.expires_at > :now
              AND EXISTS (SELECT FROM users u WHERE u.organization_id = i.organization_id
                            AND u.id = i.invited_by AND u.role = 'admin' AND u.status = 'active')
            RETURNING i.id, i.role, i.team_id, i.mail_id
            """)
    @Nullable Accepted acceptProven(UUID organizationId, String email, Instant now);

    /** An identity provider that vouches for somebody who is invited. */
    @MappedEntity("identity_providers")
    record Provider(UUID id, String name, String issuer) {}

    /** Only as system: those in use that vouch for such an e-mail, by name. */
    @Query(
            """
            SELECT id, name, issuer FROM identity_providers
            WHERE organization_id = :organizationId AND enabled
              AND allowed_domains @> ARRAY[lower(split_part(CAST(:email AS text), '@', -1))]
            ORDER BY lower(name), id
            """)
    List<Provider> providersOf(UUID organizationId, String email);
}
