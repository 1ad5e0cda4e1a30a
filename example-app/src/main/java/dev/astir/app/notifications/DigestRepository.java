package dev.astir.app.notifications;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.annotation.TypeDef;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.DataType;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Digests of the table {@code notification_choices}: as system to take one that is due, else in a
 * transaction of the organization. Thread-safe.
 */
@JdbcRepository(dialect = Dialect.POSTGRES)
interface DigestRepository extends GenericRepository<ChoiceRow, UUID> {

    /**
     * Takes one that is due, for this node alone until the lease ends; then it is due again, should
     * the node be gone. Null if none is due, or another node takes the last just now. Those of
     * somebody who may not come in wait until they may.
     */
    @Query(
            """
            UPDATE notification_choices SET attempts = attempts + 1, next_attempt_at = :leaseEnd
            WHERE (organization_id, user_id) = (
                SELECT c.organization_id, c.user_id FROM notification_choices c
                JOIN users u ON u.organization_id = c.organization_id AND u.id = c.user_id
                WHERE c.next_attempt_at <= :now AND u.status = 'active'
                ORDER BY c.next_attempt_at LIMIT 1 FOR UPDATE OF c SKIP LOCKED)
            RETURNING *
            """)
    @Nullable ChoiceRow take(Instant now, Instant leaseEnd);

    /** Keeps a person from being suspended until the transaction ends; empty when they are. */
    @Query(
            """
            SELECT email FROM users
            WHERE organization_id = :organizationId AND id = :person AND status = 'active' FOR SHARE
            """)
    Optional<String> holdActive(UUID organizationId, UUID person);

    /**
     * The digest of this time is done; does nothing where it is due at another time since, or
     * another node is at it.
     *
     * @param taken when it was due then
     * @param takenWith its attempts then
     * @param until what was news until then is told
     */
    @Query(
            """
            UPDATE notification_choices
            SET next_due_at = :next, next_attempt_at = :next, attempts = 0, told_until = :until
            WHERE organization_id = :organizationId AND user_id = :userId AND next_due_at = :taken
              AND attempts = :takenWith
            """)
    long finish(
            UUID organizationId,
            UUID userId,
            Instant taken,
            int takenWith,
            Instant next,
            Instant until);

    /** It is tried again then; does nothing where {@link #finish} would not. */
    @Query(
            """
            UPDATE notification_choices SET next_attempt_at = :again
            WHERE organization_id = :organizationId AND user_id = :userId AND next_due_at = :taken
              AND attempts = :takenWith
            """)
    long postpone(UUID organizationId, UUID userId, Instant taken, int takenWith, Instant again);

    /** By which mail it went, and from when on that tells. */
    @Query(
            """
            UPDATE notification_choices SET mail_id = :mailId, mailed_from = :mailedFrom
            WHERE organization_id = :organizationId AND user_id = :userId
            """)
    void mailed(UUID organizationId, UUID userId, UUID mailId, Instant mailedFrom);

    /**
     * Makes those due again whose last mail is among these: of the same time, without whom they
     * must not tell of any more.
     */
    @Query(
            """
            UPDATE notification_choices
            SET told_until = mailed_from, next_attempt_at = :now, attempts = attempts + 1,
                mail_id = NULL, mailed_from = NULL
            WHERE organization_id = :organizationId AND next_due_at IS NOT NULL
              AND mail_id = ANY (:mails)
            """)
    long makeDue(UUID organizationId, @TypeDef(type = DataType.OBJECT) UUID[] mails, Instant now);

    /** The mail of somebody's last digest, if it waits to be sent. */
    @Query(
            """
            SELECT m.id FROM notification_choices c
            JOIN mails m ON m.organization_id = c.organization_id AND m.id = c.mail_id
            WHERE c.organization_id = :organizationId AND c.user_id = :userId
              AND m.status = 'waiting'
            """)
    Optional<UUID> waitingMail(UUID organizationId, UUID userId);
}
