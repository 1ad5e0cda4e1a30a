package dev.astir.app.singlesignon;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.util.Optional;
import java.util.UUID;

/** The table {@code identity_links}, in a transaction of the organization. Thread-safe. */
@JdbcRepository(dialect = Dialect.POSTGRES)
interface IdentityLinkRepository extends GenericRepository<IdentityLink, UUID> {

    void save(IdentityLink link);

    @Query("SELECT * FROM identity_links WHERE issuer = :issuer AND subject = :subject")
    Optional<IdentityLink> find(String issuer, String subject);

    /** The provider's name means nobody any more. */
    @Query("DELETE FROM identity_links WHERE issuer = :issuer AND subject = :subject")
    long forget(String issuer, String subject);

    /** Whether the provider knows somebody as this person. */
    @Query(
            """
            SELECT EXISTS (SELECT FROM identity_links WHERE user_id = :userId AND issuer = :issuer)
            """)
    boolean isLinked(UUID userId, String issuer);
}
