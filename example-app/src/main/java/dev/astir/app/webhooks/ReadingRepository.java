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
import java.util.Locale;
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

    /**
     * How far one has come.
     *
     * @param userId whose own it is; null for the organization's
     */
    @MappedEntity("webhooks")
    record Cursor(@Id UUID id, @Nullable UUID userId, long readTo) {}

    /**
     * What the webhook wants that went on.
     *
     * @param withoutAlerts the types of alerts that its person does not want to be told of by it
     */
    @MappedEntity("webhooks")
    record Advanced(
            @Id UUID id,
            @TypeDef(type = DataType.STRING_ARRAY) List<String> eventTypes,
            @Nullable Instant eventsSince,
            @TypeDef(type = DataType.STRING_ARRAY) List<String> withoutAlerts) {}

    /** Somebody of whom nothing is told any more. */
    @MappedEntity("erasures")
    record Erased(UUID userId, @TypeDef(type = DataType.STRING_ARRAY) List<String> names) {

        /** Whether a text in lower case has their id, or a name of their own. */
        boolean isNamedIn(String lower) {
            return lower.contains(userId.toString())
                    || names.stream()
                            .map(name -> name.toLowerCase(Locale.ROOT))
                            // One word may be everybody's.
                            .filter(name -> name.contains(" ") || name.contains("@"))
                            .anyMatch(lower::contains);
        }
    }

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
            SELECT id, user_id, read_to FROM webhooks
            WHERE organization_id = :organizationId AND status = 'active' ORDER BY id
            """)
    List<Cursor> cursors(UUID organizationId);

    /** Goes on from one place to another; null where somebody else did, or it is paused since. */
    @Query(
            """
            UPDATE webhooks w SET read_to = :next
            WHERE w.organization_id = :organizationId AND w.id = :id AND w.read_to = :from
              AND w.status = 'active'
            RETURNING w.id, w.event_types, w.events_since, COALESCE((
                SELECT c.not_by_webhook FROM notification_choices c
                WHERE c.organization_id = w.organization_id AND c.user_id = w.user_id),
                CAST('{}' AS text[])) AS without_alerts
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
