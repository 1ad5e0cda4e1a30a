package dev.astir.app.insights;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.util.List;
import java.util.UUID;

/** What categories look like. Thread-safe. */
@JdbcRepository(dialect = Dialect.POSTGRES)
interface InsightRepository extends GenericRepository<InsightRepository.Look, UUID> {

    /** A category by its icon. Immutable. */
    @MappedEntity("categories")
    record Look(@Id UUID id, String icon) {}

    /** All of an organization. */
    @Query("SELECT id, icon FROM categories WHERE organization_id = :organizationId")
    List<Look> looks(UUID organizationId);
}
