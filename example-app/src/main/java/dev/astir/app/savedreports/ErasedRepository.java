package dev.astir.app.savedreports;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.annotation.TypeDef;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.DataType;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** What erasures mean for saved reports, in a transaction of the organization. Thread-safe. */
@JdbcRepository(dialect = Dialect.POSTGRES)
interface ErasedRepository extends GenericRepository<SavedRow, UUID> {

    /** How many people were erased; it only grows. */
    @Query("SELECT count(*) FROM erasures WHERE organization_id = :organizationId")
    long count(UUID organizationId);

    /** Waits for an erasure that is under way, and lets none begin until the transaction ends. */
    @Query("SELECT id FROM organizations WHERE id = :organizationId FOR KEY SHARE")
    List<UUID> hold(UUID organizationId);

    /**
     * Makes those due again that went by these mails, for the time that they were due then. One
     * more attempt tells a node that is at one of them that it has not finished it.
     */
    @Query(
            """
            UPDATE saved_reports s
            SET next_due_at = LEAST(s.next_due_at, gone.mailed_for), next_attempt_at = :now,
                attempts = s.attempts + 1
            FROM (SELECT report_id, min(mailed_for) AS mailed_for FROM saved_report_recipients
                  WHERE organization_id = :organizationId AND mail_id = ANY (:mails)
                  GROUP BY report_id) gone
            WHERE s.organization_id = :organizationId AND s.id = gone.report_id
              AND s.next_due_at IS NOT NULL
            """)
    long makeDue(UUID organizationId, @TypeDef(type = DataType.OBJECT) UUID[] mails, Instant now);

    /** Who was to get these mails has had none. */
    @Query(
            """
            UPDATE saved_report_recipients SET mailed_for = NULL, mail_id = NULL
            WHERE organization_id = :organizationId AND mail_id = ANY (:mails)
            """)
    long forget(UUID organizationId, @TypeDef(type = DataType.OBJECT) UUID[] mails);
}
