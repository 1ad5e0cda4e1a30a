package dev.astir.app.notifications;

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

/** The table {@code notification_choices}, in a transaction of the organization. Thread-safe. */
@JdbcRepository(dialect = Dialect.POSTGRES)
interface ChoiceRepository extends GenericRepository<ChoiceRow, UUID> {

    /** What somebody chose; empty before they have. */
    @Query(
            """
            SELECT * FROM notification_choices
            WHERE organization_id = :organizationId AND user_id = :userId
            """)
    Optional<ChoiceRow> find(UUID organizationId, UUID userId);

    /**
     * What somebody chooses. Whoever wanted no digest is told of what comes from now on; that it is
     * due at another time tells a node that is at one just now.
     */
    @Query(
            """
            INSERT INTO notification_choices AS c (organization_id, user_id, not_in_browser,
                not_by_mail, not_by_webhook, digest, at, weekday, language, next_due_at,
                next_attempt_at, told_until)
            VALUES (:organizationId, :userId, :notInBrowser, :notByMail, :notByWebhook, :digest, :at,
                    :weekday, :language, CAST(:dueAt AS timestamptz), CAST(:dueAt AS timestamptz), :now)
            ON CONFLICT (organization_id, user_id) DO UPDATE
            SET not_in_browser = excluded.not_in_browser, not_by_mail = excluded.not_by_mail,
                not_by_webhook = excluded.not_by_webhook,
                digest = excluded.digest, at = excluded.at, weekday = excluded.weekday,
                language = excluded.language, next_due_at = excluded.next_due_at,
                next_attempt_at = excluded.next_attempt_at, attempts = 0,
                told_until = CASE c.digest WHEN 'off' THEN excluded.told_until ELSE c.told_until END
            """)
    void put(
            UUID organizationId,
            UUID userId,
            @TypeDef(type = DataType.STRING_ARRAY) List<String> notInBrowser,
            @TypeDef(type = DataType.STRING_ARRAY) List<String> notByMail,
            @TypeDef(type = DataType.STRING_ARRAY) List<String> notByWebhook,
            String digest,
            String at,
            String weekday,
            String language,
            @Nullable Instant dueAt,
            Instant now);

    /**
     * Those who want a digest.
     *
     * @param person only this one; null for everybody
     */
    @Query(
            """
            SELECT * FROM notification_choices
            WHERE organization_id = :organizationId AND next_due_at IS NOT NULL
              AND (CAST(:person AS uuid) IS NULL OR user_id = CAST(:person AS uuid))
            ORDER BY user_id FOR UPDATE
            """)
    List<ChoiceRow> mailed(UUID organizationId, @Nullable UUID person);

    /** Another time at which the digest is due. */
    @Query(
            """
            UPDATE notification_choices
            SET next_due_at = :dueAt, next_attempt_at = :dueAt, attempts = 0
            WHERE organization_id = :organizationId AND user_id = :userId
            """)
    void move(UUID organizationId, UUID userId, Instant dueAt);

    @Query(
            """
            DELETE FROM notification_choices
            WHERE organization_id = :organizationId AND user_id = :userId
            """)
    void delete(UUID organizationId, UUID userId);
}
