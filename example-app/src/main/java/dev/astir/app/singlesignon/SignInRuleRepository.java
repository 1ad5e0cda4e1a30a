package dev.astir.app.singlesignon;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.util.UUID;

/** How people may sign in, in the table {@code organizations}, in a transaction of the one. */
@JdbcRepository(dialect = Dialect.POSTGRES)
interface SignInRuleRepository extends GenericRepository<IdentityLink, UUID> {

    /** Whether anybody but administrators signs in by password. */
    @Query("SELECT passwords_allowed FROM organizations")
    boolean passwordsAllowed();

    @Query("UPDATE organizations SET passwords_allowed = :allowed WHERE id = :id")
    long allowPasswords(UUID id, boolean allowed);
}
