package dev.astir.app.mail;

import dev.astir.app.tenancy.ExpiredRows;
import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.time.Instant;
import java.util.UUID;

/** Mails that mean nothing any more, with the addresses that they went to. Thread-safe. */
@JdbcRepository(dialect = Dialect.POSTGRES)
interface ExpiredMails extends GenericRepository<QueuedMail, UUID>, ExpiredRows {

    @Override
    @Query(
            """
            DELETE FROM mails WHERE (organization_id, id) IN (
                SELECT organization_id, id FROM mails
                WHERE good_until < :before ORDER BY good_until LIMIT :limit)
            """)
    long deleteExpired(Instant before, int limit);
}
