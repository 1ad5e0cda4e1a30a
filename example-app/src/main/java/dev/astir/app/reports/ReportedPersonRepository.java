package dev.astir.app.reports;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.annotation.TypeDef;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.DataType;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What reports ask of people. Thread-safe. */
@JdbcRepository(dialect = Dialect.POSTGRES)
interface ReportedPersonRepository extends GenericRepository<ReportedPerson, UUID> {

    /**
     * The people whom somebody sees, by name; those who were removed as well, as their time is
     * still there.
     *
     * @param seen only these; null for everybody
     * @param teamId only those of this team; null for all
     */
    @Query(
            """
            SELECT u.id, u.name, u.team_id, COALESCE(u.time_zone, o.time_zone) AS time_zone
            FROM users u JOIN organizations o ON o.id = u.organization_id
            WHERE u.organization_id = :organizationId
              AND (CAST(:seen AS uuid[]) IS NULL OR u.id = ANY (CAST(:seen AS uuid[])))
              AND (CAST(:teamId AS uuid) IS NULL OR u.team_id = CAST(:teamId AS uuid))
            ORDER BY lower(u.name), u.id
            """)
    List<ReportedPerson> people(
            UUID organizationId,
            @TypeDef(type = DataType.OBJECT) UUID @Nullable [] seen,
            @Nullable UUID teamId);
}
