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

/** The table {@code invitations}, in a transaction of the organization. Thread-safe. */
@JdbcRepository(dialect = Dialect.POSTGRES)
interface InvitationRepository extends GenericRepository<Invitation, UUID> {

    /**
     * What was changed.
     *
     * @param mailId the mail of the link before, which means nothing any more
     */
    @MappedEntity("invitations")
    record Changed(
            UUID id, String email, Role role, @Nullable UUID teamId, @Nullable UUID mailId) {}

    /** Makes an invitation, or renews the one that the address has. */
    @Query(
            """
            INSERT INTO invitations (organization_id, id, email, role, team_id, token_hash,
                                     invited_by, created_at, sent_at, expires_at)
            VALUES (:organizationId, :id, :email, lower(:role), CAST(:teamId AS uuid), :hash,
                    :invitedBy, :now, :now, :expiresAt)
            ON CONFLICT (organization_id, lower(email COLLATE "C"))
                WHERE accepted_at IS NULL AND revoked_at IS NULL
            DO UPDATE SET email = EXCLUDED.email, role = EXCLUDED.role,
                          team_id = EXCLUDED.team_id, token_hash = EXCLUDED.token_hash,
                          invited_by = EXCLUDED.invited_by, sent_at = EXCLUDED.sent_at,
                          expires_at = EXCLUDED.expires_at
            RETURNING *
            """)
    @Nullable Changed save(
            UUID organizationId,
            UUID id,
            String email,
            Role role,
            @Nullable UUID teamId,
            byte[] hash,
            UUID invitedBy,
            Instant now,
            Instant expiresAt);

    /** Gives an invitation that is not over another link; null when there is none. */
    @Query(
            """
            UPDATE invitations SET token_hash = :hash, invited_by = :invitedBy, sent_at = :now,
                                   expires_at = :expiresAt
            WHERE organization_id = :organizationId AND id = :id
              AND accepted_at IS NULL AND revoked_at IS NULL
            RETURNING *
            """)
    @Nullable Changed renew(
            UUID organizationId,
            UUID id,
            byte[] hash,
            UUID invitedBy,
            Instant now,
            Instant expiresAt);

    /** Notes by which mail the link went; null for none. */
    @Query(
            """
            UPDATE invitations SET mail_id = CAST(:mailId AS uuid)
            WHERE organization_id = :organizationId AND id = :id
            """)
    void mailed(UUID organizationId, UUID id, @Nullable UUID mailId);

    /** Ends an invitation that is not over; null when there is none. */
    @Query(
            """
            UPDATE invitations SET revoked_at = :now
            WHERE organization_id = :organizationId AND id = :id
              AND accepted_at IS NULL AND revoked_at IS NULL
            RETURNING *
            """)
    @Nullable Changed revoke(UUID organizationId, UUID id, Instant now);

    /** One that is not over. */
    @Query(LISTED + "AND i.id = :id")
    Optional<Invitation> find(UUID organizationId, UUID id, Instant now);

    /**
     * Those that are not over, newest first.
     *
     * @param after the last id of the page before; null for the first page
     */
    @Query(
            LISTED
                    + """
                    AND (CAST(:after AS uuid) IS NULL OR (i.created_at, i.id) <
                        (SELECT created_at, id FROM invitations
                         WHERE organization_id = :organizationId AND id = CAST(:after AS uuid)))
                    ORDER BY i.created_at DESC, i.id DESC LIMIT :limit
                    """)
    List<Invitation> page(UUID organizationId, Instant now, @Nullable UUID after, int limit);

    /** Whether somebody of the organization has this e-mail. */
    @Query(
            """
            SELECT EXISTS (SELECT FROM users WHERE organization_id = :organizationId
                AND status <> 'removed' AND lower(email COLLATE "C") = lower(:email COLLATE "C"))
            """)
    boolean isTaken(UUID organizationId, String email);

    /** What administrators see. */
    String LISTED =
            """
            SELECT i.id, i.email, i.role, i.team_id, t.name AS team_name, i.invited_by,
                   u.name AS invited_by_name, i.created_at, i.sent_at, i.expires_at,
                   CASE WHEN i.expires_at <= :now THEN 'expired'
                        WHEN u.role = 'admin' AND u.status = 'active' THEN 'open'
                        ELSE 'lapsed' END AS state,
                   m.status AS mail, m.error AS mail_error
            FROM invitations i
            LEFT JOIN users u ON u.organization_id = i.organization_id AND u.id = i.invited_by
            LEFT JOIN teams t ON t.organization_id = i.organization_id AND t.id = i.team_id
            LEFT JOIN mails m ON m.organization_id = i.organization_id AND m.id = i.mail_id
            WHERE i.organization_id = :organizationId
              AND i.accepted_at IS NULL AND i.revoked_at IS NULL
            """;
}
