package dev.astir.app.prompts;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The table {@code idle_prompts}, in the caller's transaction. Thread-safe. */
@JdbcRepository(dialect = Dialect.POSTGRES)
interface PromptRepository extends GenericRepository<PromptRepository.Told, UUID> {

    /** Up to when somebody was told. Immutable. */
    @MappedEntity("idle_prompts")
    record Told(@Id UUID personId, Instant toldUntil) {}

    /**
     * Takes it upon the caller to tell somebody of the time, until the transaction ends; null when
     * they were told of some of it, or of later time.
     */
    @Query(
            """
            INSERT INTO idle_prompts AS told (organization_id, person_id, told_until)
            VALUES (:organizationId, :personId, :to)
            ON CONFLICT (organization_id, person_id) DO UPDATE SET told_until = excluded.told_until
            WHERE told.told_until <= :from
            RETURNING told.person_id, told.told_until
            """)
    @Nullable Told take(UUID organizationId, UUID personId, Instant from, Instant to);
}
