package dev.astir.app.days;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reads for how long people's time is kept. Thread-safe. */
@JdbcRepository(dialect = Dialect.POSTGRES)
interface KeptDaysRepository extends GenericRepository<KeptDaysRepository.Person, UUID> {

    /** Somebody. */
    @MappedEntity("users")
    record Person(@Id UUID id) {}

    /** Of a person; null when there is none. */
    @Query(
            "SELECT own.days "
                    + KeptTime.OWN_DAYS
                    + " WHERE u.organization_id = :organizationId AND u.id = :personId")
    @Nullable Integer days(UUID organizationId, UUID personId, int days);
}
