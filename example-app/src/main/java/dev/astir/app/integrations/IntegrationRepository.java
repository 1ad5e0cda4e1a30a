package dev.astir.app.integrations;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The table {@code integrations}, in a transaction of the organization. Thread-safe. */
@JdbcRepository(dialect = Dialect.POSTGRES)
interface IntegrationRepository extends GenericRepository<Integration, UUID> {

    void save(Integration integration);

    @Query("SELECT count(*) FROM integrations")
    long count();

    @Query("SELECT * FROM integrations WHERE id = :id")
    Optional<Integration> find(UUID id);

    /** By its address; as the system, since the organization is not known yet. */
    @Query("SELECT * FROM integrations WHERE public_id = :publicId")
    Optional<Integration> findByPublicId(String publicId);

    /**
     * The integration, which nobody else changes, and for which nobody else stores an event, until
     * the transaction ends. (The text in quotes has the framework take it for a question.)
     */
    @Query("SELECT * FROM integrations WHERE id = :id AND 'for update' <> '' FOR NO KEY UPDATE")
    Optional<Integration> hold(UUID id);

    @Query(
            """
            UPDATE integrations
            SET name = :name, mapping = :mapping, status = :status, updated_at = :now
            WHERE id = :id
            """)
    long change(UUID id, String name, @Nullable String mapping, String status, Instant now);

    /** Gives it another secret; the one until now counts until then. */
    @Query(
            """
            UPDATE integrations
            SET previous_secret = secret, previous_until = :until, secret = :sealed,
                updated_at = :now
            WHERE id = :id
            """)
    long rotate(UUID id, byte[] sealed, Instant until, Instant now);

    @Query("DELETE FROM integrations WHERE id = :id")
    long deleteById(UUID id);
}
