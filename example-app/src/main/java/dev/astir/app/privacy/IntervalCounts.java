package dev.astir.app.privacy;

import io.micronaut.data.annotation.MappedEntity;
import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Counts what the table {@code intervals} holds of a person, as people know it. Thread-safe. */
@JdbcRepository(dialect = Dialect.POSTGRES)
interface IntervalCounts extends GenericRepository<IntervalCounts.Part, UUID> {

    /** One kind of time, or what is kept beside it. */
    @MappedEntity
    record Part(String kind, long entries, @Nullable Instant oldest) {}

    @Query(
            """
            SELECT part.kind, count(i.id) AS entries, min(i.started_at) AS oldest
            FROM (VALUES ('spans'), ('away'), ('media'), ('titles')) AS part (kind)
            LEFT JOIN intervals i ON i.organization_id = :organizationId AND i.person_id = :personId
              AND CASE part.kind WHEN 'spans' THEN i.kind <> 'idle' WHEN 'away' THEN i.kind = 'idle'
                                 WHEN 'media' THEN i.media IS NOT NULL
                                 ELSE i.title IS NOT NULL END
            GROUP BY part.kind ORDER BY part.kind
            """)
    List<Part> of(UUID organizationId, UUID personId);
}
