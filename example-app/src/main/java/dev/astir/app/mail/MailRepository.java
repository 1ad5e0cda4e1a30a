package dev.astir.app.mail;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The table {@code mails}, in the caller's transaction: of an organization to add and to withdraw,
 * else as system. Thread-safe.
 */
@JdbcRepository(dialect = Dialect.POSTGRES)
interface MailRepository extends GenericRepository<QueuedMail, UUID> {

    @Query(
            """
            INSERT INTO mails (organization_id, id, recipient, subject, plain, html, status,
                               created_at, next_attempt_at, good_until, about_people)
            VALUES (:organizationId, :id, :recipient, :subject, :plain, :html, 'waiting',
                    :now, :now, :goodUntil, :aboutPeople)
            """)
    void add(
            UUID organizationId,
            UUID id,
            String recipient,
            String subject,
            String plain,
            String html,
            Instant now,
            Instant goodUntil,
            boolean aboutPeople);

    /** Gives a mail of the same transaction a file. */
    @Query(
            """
            UPDATE mails
            SET attachment = :attachment, attachment_name = :attachmentName,
                attachment_type = :attachmentType
            WHERE organization_id = :organizationId AND id = :id
            """)
    void attach(
            UUID organizationId,
            UUID id,
            byte[] attachment,
            String attachmentName,
            String attachmentType);

    /** Of all organizations. */
    @Query("SELECT count(*) FROM mails WHERE status = :status")
    long count(String status);

    @Query(
            """
            DELETE FROM mails
            WHERE organization_id = :organizationId AND id = :id AND status = 'waiting'
            """)
    long withdraw(UUID organizationId, UUID id);

    /** Takes back all that wait and tell of others than who gets them. */
    @Query(
            """
            DELETE FROM mails
            WHERE organization_id = :organizationId AND about_people AND status = 'waiting'
            RETURNING id
            """)
    List<UUID> withdrawAboutPeople(UUID organizationId);

    /**
     * Takes the mail that is due the longest, for this node alone until the lease ends; then it is
     * due again, should the node be gone. Null if none is due.
     */
    @Query(
            """
            UPDATE mails SET attempts = attempts + 1, next_attempt_at = :leaseEnd
            WHERE (organization_id, id) = (
                SELECT organization_id, id FROM mails
                WHERE status = 'waiting' AND next_attempt_at <= :now AND good_until > :now
                ORDER BY next_attempt_at LIMIT 1 FOR UPDATE SKIP LOCKED)
            RETURNING organization_id, id, recipient, subject, plain, html, attempts, good_until,
                      COALESCE(attachment, '') AS attachment, attachment_name, attachment_type
            """)
    @Nullable QueuedMail take(Instant now, Instant leaseEnd);

    /** The mail was sent, or is given up; what it said is deleted. */
    @Query(
            """
            UPDATE mails SET status = lower(:status), error = :error, plain = NULL, html = NULL,
                             attachment = NULL
            WHERE organization_id = :organizationId AND id = :id
            """)
    void finish(UUID organizationId, UUID id, MailStatus status, @Nullable String error);

    /** The mail is tried again. */
    @Query(
            """
            UPDATE mails SET error = :error, next_attempt_at = :at
            WHERE organization_id = :organizationId AND id = :id
            """)
    void postpone(UUID organizationId, UUID id, String error, Instant at);

    /** Gives up what could not be sent in time. */
    @Query(
            """
            UPDATE mails SET status = 'failed', plain = NULL, html = NULL, attachment = NULL,
                             error = COALESCE(error, 'was not sent in time')
            WHERE status = 'waiting' AND good_until <= :now
            """)
    long giveUp(Instant now);
}
