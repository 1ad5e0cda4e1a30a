package dev.astir.app.webhooks;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.micronaut.core.annotation.Introspected;
import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import java.time.Instant;
import java.util.UUID;

/**
 * A person's own webhook, as administrators see it: that it is there. Immutable.
 *
 * @param host where it is; the rest of its address is its person's, and may hold a secret
 * @param status {@code active} or {@code paused}
 */
@Introspected
@JsonInclude(JsonInclude.Include.ALWAYS)
@MappedEntity("webhooks")
record OwnWebhook(
        @Id UUID id, UUID userId, String userName, String host, String status, Instant createdAt) {}
