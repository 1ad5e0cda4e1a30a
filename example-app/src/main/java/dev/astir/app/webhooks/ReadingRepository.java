package dev.astir.app.webhooks;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import io.micronaut.data.annotation.Query;
import io.micronaut.data.annotation.TypeDef;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.DataType;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * How far webhooks have come with their organization's feed; in a transaction of the organization
 * but for {@link #behind}. Thread-safe.
 */
@JdbcRepository(dialect = Dialect.POSTGRES)
interface ReadingRepository extends GenericRepository<ReadingRepository.Cursor, UUID> {

    /** An organization with webhooks that are told, and how far the last of them has come. */
    @MappedEntity("webhooks")
    record Behind(UUID organizationId, long readTo) {}

    /** How far one has come. */
    @MappedEntity("webhooks")
    record Cursor(@Id UUID id, long readTo) {}

    /** What the webhook wants that went on. */
    @MappedEntity("webhooks")
    record Advanced(
            @Id UUID id,
            @TypeDef(type = DataType.STRING_ARRAY) List<String> eventTypes,
            @Nullable Instant eventsSince) {}

    /** Somebody of whom nothing is told any more. */
    @MappedEntity("erasures")
    record Erased(UUID userId, @TypeDef(type = DataType.STRING_ARRAY) List<String> names) {}

    /** All of them. As system. */
    @Query(
            """
            SELECT organization_id, min(read_to) AS read_to FROM webhooks
            WHERE status = 'active' GROUP BY organization_id
            """)
    List<Behind> behind();

    /** Those that are told, in the order in which they are held. */
    @Query(
            """
            SELECT id, read_to FROM webhooks
            WHERE organization_id = :organizationId AND status = 'active' ORDER BY id
            """)
    List<Cursor> cursors(UUID organizationId);

    /** Goes on from one place to another; null where somebody else did, or it is paused since. */
    @Query(
            """
            UPDATE webhooks SET read_to = :next
            WHERE organization_id = :organizationId AND id = :id AND read_to = :from
              AND status = 'active'
            RETURNING *
            """)
    @Nullable Advanced advance(UUID organizationId, UUID id, long from, long next);

    /** Counts events that were too old for it. */
    @Query(
            """
            UPDATE webhooks SET skipped = skipped + :more
            WHERE organization_id = :organizationId AND id = :id
            """)
    long skip(UUID organizationId, UUID id, long more);

    /** Waits for an erasure that is under way, and lets none begin until the transaction ends. */
    @Query("SELECT id FROM organizations WHERE id = :organizationId FOR KEY SHARE")
    List<UUID> holdOrganization(UUID organizationId);

    /** Who is being erased, and may still be in the feed. */
    @Query(
            """
            SELECT user_id, names FROM erasures
            WHERE organization_id = :organizationId AND settled_at IS NULL
            """)
    List<Erased> erased(UUID organizationId);
}
