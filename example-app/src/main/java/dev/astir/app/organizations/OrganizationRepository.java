package dev.astir.app.organizations;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.util.Optional;
import java.util.UUID;

/** The table {@code organizations}, in a transaction of the organization. Thread-safe. */
@JdbcRepository(dialect = Dialect.POSTGRES)
interface OrganizationRepository extends GenericRepository<Organization, UUID> {

    void save(Organization organization);

    void update(Organization organization);

    @Query("SELECT * FROM organizations WHERE id = :id")
    Optional<Organization> find(UUID id);

    /**
     * As {@link #find}, after waiting for whoever holds it; holds it until the transaction ends.
     */
    @Query("SELECT * FROM organizations WHERE id = :id FOR UPDATE")
    Optional<Organization> hold(UUID id);

    /** Whether there is one that this transaction sees. */
    @Query("SELECT EXISTS (SELECT FROM organizations)")
    boolean any();
}
