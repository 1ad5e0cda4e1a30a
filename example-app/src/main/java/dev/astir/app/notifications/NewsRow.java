package dev.astir.app.notifications;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.astir.app.web.AnyMembers;
import io.micronaut.core.annotation.Introspected;
import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import io.micronaut.data.annotation.TypeDef;
import io.micronaut.data.model.DataType;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An alert, as news tell of it. Immutable.
 *
 * @param userId whom it is about; null for a client that is nobody's
 * @param details what is its type's own
 * @param at when it became news for whoever reads it: it was opened, or somebody has answered
 * @param isNew whether they have not seen it since then
 */
@MappedEntity("alerts")
@Introspected
@JsonInclude
record NewsRow(
        @Id UUID id,
        @Nullable UUID userId,
        @Nullable String userName,
        String type,
        @AnyMembers @TypeDef(type = DataType.JSON) Map<String, Object> details,
        Instant openedAt,
        @Nullable Instant closedAt,
        @Nullable Instant explainedAt,
        @Nullable Instant resolvedAt,
        Instant at,
        boolean isNew) {}
