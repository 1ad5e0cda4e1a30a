package dev.astir.app.devices;

import dev.astir.app.tenancy.ExpiredRows;
import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.time.Instant;
import java.util.UUID;

/** Enrolment tokens that enrol nothing any more. Thread-safe. */
@JdbcRepository(dialect = Dialect.POSTGRES)
interface ExpiredEnrolmentTokens
        extends GenericRepository<EnrolmentTokenRepository.Bearer, UUID>, ExpiredRows {

    @Override
    @Query(
            """
            DELETE FROM enrolment_tokens WHERE (organization_id, id) IN (
                SELECT organization_id, id FROM enrolment_tokens
                WHERE expires_at < :before ORDER BY expires_at LIMIT :limit)
            """)
    long deleteExpired(Instant before, int limit);
}
