package dev.astir.app.privacy;

import io.micronaut.core.annotation.Introspected;
import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Somebody's wish to have their data erased. One that was granted is gone with the rest. Immutable.
 *
 * @param status {@code open}, {@code withdrawn} or {@code declined}
 * @param note why it was declined
 */
@Introspected
@MappedEntity("erasure_requests")
record ErasureRequest(
        @Id UUID id,
        UUID userId,
        String userName,
        @Nullable String reason,
        String status,
        Instant requestedAt,
        @Nullable Instant answeredAt,
        @Nullable String answeredByName,
        @Nullable String note) {}
