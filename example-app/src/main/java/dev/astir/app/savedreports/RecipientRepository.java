package dev.astir.app.savedreports;

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
import org.jspecify.annotations.Nullable;

/** The table {@code saved_report_recipients}, in a transaction of the organization. Thread-safe. */
@JdbcRepository(dialect = Dialect.POSTGRES)
interface RecipientRepository extends GenericRepository<RecipientRepository.Row, UUID> {

    /**
     * Who has a saved report.
     *
     * @param mail how far the last mail to them got; null before the first, and when it is long ago
     */
    @MappedEntity("saved_report_recipients")
    record Row(
            UUID reportId,
            @Id UUID userId,
            String name,
            String email,
            String status,
            @Nullable Instant mailedFor,
            @Nullable UUID mailId,
            @Nullable String mail,
            @Nullable String mailError) {}

    /** Somebody, as others call them. */
    @MappedEntity("users")
    record Named(@Id UUID id, String name) {}

    /** The people who have these reports, by name. */
    @Query(
            """
            SELECT r.report_id, r.user_id, u.name, u.email, u.status, r.mailed_for, r.mail_id,
                   m.status AS mail, m.error AS mail_error
            FROM saved_report_recipients r
            JOIN users u ON u.organization_id = r.organization_id AND u.id = r.user_id
            LEFT JOIN mails m ON m.organization_id = r.organization_id AND m.id = r.mail_id
            WHERE r.organization_id = :organizationId AND r.report_id = ANY (:reports)
            ORDER BY lower(u.name), u.id
            """)
    List<Row> of(UUID organizationId, @TypeDef(type = DataType.OBJECT) UUID[] reports);

    /** Those of these ids who may come in here. */
    @Query(
            """
            SELECT id FROM users
            WHERE organization_id = :organizationId AND id = ANY (:people) AND status = 'active'
            """)
    List<UUID> active(UUID organizationId, @TypeDef(type = DataType.OBJECT) UUID[] people);

    /** What these people are called. */
    @Query(
            """
            SELECT id, name FROM users WHERE organization_id = :organizationId AND id = ANY (:people)
            """)
    List<Named> names(UUID organizationId, @TypeDef(type = DataType.OBJECT) UUID[] people);

    /** Adds those who are not there yet. */
    @Query(
            """
            INSERT INTO saved_report_recipients (organization_id, report_id, user_id)
            SELECT :organizationId, :reportId, id FROM unnest(CAST(:people AS uuid[])) AS given (id)
            ON CONFLICT DO NOTHING
            """)
    void add(UUID organizationId, UUID reportId, @TypeDef(type = DataType.OBJECT) UUID[] people);

    /** Takes one out. */
    @Query(
            """
            DELETE FROM saved_report_recipients
            WHERE organization_id = :organizationId AND report_id = :reportId AND user_id = :userId
            """)
    long remove(UUID organizationId, UUID reportId, UUID userId);

    /** Takes one out of all. */
    @Query(
            """
            DELETE FROM saved_report_recipients
            WHERE organization_id = :organizationId AND user_id = :userId
            """)
    void removeEverywhere(UUID organizationId, UUID userId);

    /**
     * The mails with reports for a person that wait to be sent. Those that they had sent to
     * themselves are known by their files, which nothing else comes with.
     */
    @Query(
            """
            SELECT m.id FROM mails m
            JOIN users u ON u.organization_id = m.organization_id AND u.id = :userId
            WHERE m.organization_id = :organizationId AND m.status = 'waiting'
              AND (EXISTS (SELECT FROM saved_report_recipients r
                           WHERE r.organization_id = m.organization_id AND r.user_id = u.id
                             AND r.mail_id = m.id)
                   OR (m.attachment_name IS NOT NULL
                       AND lower(m.recipient COLLATE "C") = lower(u.email COLLATE "C")))
            """)
    List<UUID> waitingMails(UUID organizationId, UUID userId);

    /** Keeps a person from being suspended until the transaction ends; empty when they are. */
    @Query(
            """
            SELECT id FROM users
            WHERE organization_id = :organizationId AND id = :userId AND status = 'active' FOR SHARE
            """)
    Optional<UUID> holdActive(UUID organizationId, UUID userId);

    /**
     * Notes the mail for a time that was due; does nothing when there was one for that, or the
     * person has left.
     */
    @Query(
            """
            UPDATE saved_report_recipients SET mailed_for = :due
            WHERE organization_id = :organizationId AND report_id = :reportId AND user_id = :userId
              AND (mailed_for IS NULL OR mailed_for < :due)
            """)
    long begin(UUID organizationId, UUID reportId, UUID userId, Instant due);

    /** By which mail it went. */
    @Query(
            """
            UPDATE saved_report_recipients SET mail_id = :mailId
            WHERE organization_id = :organizationId AND report_id = :reportId AND user_id = :userId
            """)
    void mailed(UUID organizationId, UUID reportId, UUID userId, UUID mailId);
}
