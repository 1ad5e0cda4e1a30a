package dev.astir.app.factors;

import dev.astir.app.tenancy.ExpiredRows;
import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.time.Instant;
import java.util.UUID;

/** Challenges that nobody finished. Thread-safe. */
@JdbcRepository(dialect = Dialect.POSTGRES)
interface ExpiredChallenges
        extends GenericRepository<ChallengeRepository.Challenge, UUID>, ExpiredRows {

    @Override
    @Query(
            """
            DELETE FROM factor_challenges WHERE (organization_id, hash) IN (
                SELECT organization_id, hash FROM factor_challenges
                WHERE expires_at < :before ORDER BY expires_at LIMIT :limit)
            """)
    long deleteExpired(Instant before, int limit);
}
