package dev.astir.app.policies;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.annotation.TypeDef;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.DataType;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * The tables {@code policies} and {@code policy_acknowledgements}, in a transaction of the
 * organization. Thread-safe.
 */
@JdbcRepository(dialect = Dialect.POSTGRES)
interface PolicyRepository extends GenericRepository<PolicyVersion, Integer> {

    @Query(
            """
            SELECT * FROM policies WHERE organization_id = :organizationId
            ORDER BY version DESC LIMIT 1
            """)
    Optional<PolicyVersion> newest(UUID organizationId);

    /** The newest version that this person acknowledged. */
    @Query(
            """
            SELECT p.* FROM policy_acknowledgements k
            JOIN policies p ON p.organization_id = k.organization_id AND p.version = k.version
            WHERE k.organization_id = :organizationId AND k.user_id = :userId
            ORDER BY k.version DESC LIMIT 1
            """)
    Optional<PolicyVersion> acknowledged(UUID organizationId, UUID userId);

    @Query(
            """
            INSERT INTO policies (organization_id, version, text, capture_titles, introspection,
                                  never_capture, idle_after_seconds, created_at)
            VALUES (:organizationId, :version, :text, :captureTitles, :introspection,
                    :neverCapture, :idleAfterSeconds, :now)
            """)
    void add(
            UUID organizationId,
            int version,
            String text,
            boolean captureTitles,
            boolean introspection,
            @TypeDef(type = DataType.STRING_ARRAY) List<String> neverCapture,
            int idleAfterSeconds,
            Instant now);

    /** Does nothing when the person did so before. */
    @Query(
            """
            INSERT INTO policy_acknowledgements (organization_id, user_id, version, acknowledged_at)
            VALUES (:organizationId, :userId, :version, :now) ON CONFLICT DO NOTHING
            """)
    void acknowledge(UUID organizationId, UUID userId, int version, Instant now);
}
