package dev.astir.app.privacy;

import dev.astir.app.tenancy.ExpiredRows;
import io.micronaut.data.annotation.MappedEntity;
import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.time.Instant;
import java.util.UUID;

/**
 * Entries of the trail that are too old. The {@code Sweeper} asks for what expired a week ago; that
 * is within {@link Retention#TRAIL_DAYS}. Thread-safe.
 */
@JdbcRepository(dialect = Dialect.POSTGRES)
interface ExpiredTrail extends GenericRepository<ExpiredTrail.Entry, UUID>, ExpiredRows {

    /** What the repository is of. */
    @MappedEntity("audit_entries")
    record Entry(UUID organizationId, UUID id) {}

    @Override
    @Query(
            """
            DELETE FROM audit_entries WHERE (organization_id, id) IN (
                SELECT organization_id, id FROM audit_entries
                WHERE at < CAST(:before AS timestamptz) - interval '723 days' LIMIT :limit)
            """)
    long deleteExpired(Instant before, int limit);
}
