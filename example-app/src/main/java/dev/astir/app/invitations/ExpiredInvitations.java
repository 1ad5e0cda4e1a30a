package dev.astir.app.invitations;

import dev.astir.app.tenancy.ExpiredRows;
import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.time.Instant;
import java.util.UUID;

/** Invitations that let nobody in any more, accepted or not. Thread-safe. */
@JdbcRepository(dialect = Dialect.POSTGRES)
interface ExpiredInvitations extends GenericRepository<Invitation, UUID>, ExpiredRows {

    @Override
    @Query(
            """
            DELETE FROM invitations WHERE (organization_id, id) IN (
                SELECT organization_id, id FROM invitations
                WHERE expires_at < :before ORDER BY expires_at LIMIT :limit)
            """)
    long deleteExpired(Instant before, int limit);
}
