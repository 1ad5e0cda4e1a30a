package dev.astir.app.insights;

import io.micronaut.core.annotation.Introspected;
import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import io.micronaut.data.annotation.Query;
import io.micronaut.data.annotation.TypeDef;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.DataType;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Whose insights there are. Thread-safe. */
@JdbcRepository(dialect = Dialect.POSTGRES)
interface InsightRepository extends GenericRepository<InsightRepository.Named, UUID> {

    /** A person by name. Immutable. */
    @Introspected
    @MappedEntity("users")
    record Named(@Id UUID userId, String name) {}

    /** One; also one who was removed, as their time is still there. */
    @Query(
            """
            SELECT id AS user_id, name FROM users
            WHERE organization_id = :organizationId AND id = :userId
            """)
    Optional<Named> person(UUID organizationId, UUID userId);

    /**
     * Those who may come in, by name.
     *
     * @param seen only these; null for everybody
     */
    @Query(
            """
            SELECT id AS user_id, name FROM users
            WHERE organization_id = :organizationId AND status = 'active'
              AND (CAST(:seen AS uuid[]) IS NULL OR id = ANY (CAST(:seen AS uuid[])))
            ORDER BY lower(name), id
            """)
    List<Named> people(
            UUID organizationId, @TypeDef(type = DataType.OBJECT) UUID @Nullable [] seen);
}
