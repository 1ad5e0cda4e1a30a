package dev.astir.app.organizations;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The table {@code organizations}; call it inside {@link dev.astir.app.tenancy.Transactions}. */
@JdbcRepository(dialect = Dialect.POSTGRES)
public interface Organizations extends GenericRepository<Organization, UUID> {

    Organization save(Organization organization);

    Organization update(Organization organization);

    Optional<Organization> findById(UUID id);

    /**
     * Waits for whoever holds it, and holds it until the transaction ends, so that changes of an
     * organization's settings and people come one after the other.
     */
    @Query("SELECT * FROM organizations WHERE id = :id FOR UPDATE")
    Optional<Organization> hold(UUID id);

    List<Organization> findByIdIn(List<UUID> ids);

    @Query("SELECT EXISTS (SELECT FROM organizations)")
    boolean any();
}
