package dev.astir.app.mentions;

import io.micronaut.core.annotation.Introspected;
import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Who can be mentioned, in a transaction of the organization. Thread-safe. */
@JdbcRepository(dialect = Dialect.POSTGRES)
interface MentionRepository extends GenericRepository<MentionRepository.Someone, UUID> {

    /** A person by name. Immutable. */
    @Introspected
    @MappedEntity("users")
    record Someone(@Id UUID userId, String name, @Nullable UUID teamId) {}

    /** Those who may come in, by name. */
    @Query(
            """
            SELECT id AS user_id, name, team_id FROM users
            WHERE organization_id = :organizationId AND status = 'active'
            ORDER BY lower(name), id LIMIT :limit
            """)
    List<Someone> people(UUID organizationId, int limit);
}
