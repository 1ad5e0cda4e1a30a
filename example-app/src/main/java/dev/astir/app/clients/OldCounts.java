package dev.astir.app.clients;

import dev.astir.app.tenancy.ExpiredRows;
import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.time.Instant;
import java.util.UUID;

/**
 * Counts of days that no chart shows any more. The sweeper leaves a week, so they are kept for 30
 * days. Thread-safe.
 */
@JdbcRepository(dialect = Dialect.POSTGRES)
interface OldCounts extends GenericRepository<SilenceRepository.Turn, UUID>, ExpiredRows {

    @Override
    @Query(
            """
            DELETE FROM client_activity_daily WHERE (client_id, activity, day) IN (
                SELECT client_id, activity, day FROM client_activity_daily
                WHERE day < CAST(timezone('UTC', CAST(:before AS timestamptz)) AS date) - 23
                ORDER BY day LIMIT :limit)
            """)
    long deleteExpired(Instant before, int limit);
}
