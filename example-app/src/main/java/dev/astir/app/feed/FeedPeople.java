package dev.astir.app.feed;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.util.List;
import java.util.UUID;

/** Whom the feed tells of, in a transaction of the organization. Thread-safe. */
@JdbcRepository(dialect = Dialect.POSTGRES)
public interface FeedPeople extends GenericRepository<FeedPeople.Someone, UUID> {

    /** What the repository is of. */
    @MappedEntity("users")
    record Someone(@Id UUID id) {}

    @Query(
            "SELECT id FROM users WHERE organization_id = :organizationId AND status = 'active'"
                    + " ORDER BY id")
    List<UUID> active(UUID organizationId);
}
