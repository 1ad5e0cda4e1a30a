package dev.astir.app.alerts;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import io.micronaut.data.annotation.TypeDef;
import io.micronaut.data.model.DataType;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A row of the table {@code alerts}, with the names of people. Immutable. */
@MappedEntity("alerts")
record AlertRow(
        @Id UUID id,
        @Nullable UUID userId,
        @Nullable String userName,
        String type,
        String subject,
        Instant openedAt,
        @Nullable Instant closedAt,
        @Nullable Instant resolvedAt,
        @Nullable UUID resolvedBy,
        @Nullable String resolvedByName,
        @Nullable String note,
        @Nullable String explanation,
        @Nullable Instant explainedAt,
        @Nullable UUID sessionId,
        @Nullable UUID agentId,
        @Nullable UUID clientId,
        @TypeDef(type = DataType.JSON) Map<String, Object> details) {

    AlertType kind() {
        return AlertType.of(type);
    }

    /** A time among the details. */
    Instant time(String name) {
        return Instant.parse(String.valueOf(details.get(name)));
    }

    /** Whether somebody should still look at it; not at hours that were corrected. */
    private boolean isWaiting() {
        return resolvedAt == null
                && (closedAt == null || !kind().endsByItself() && !isWithinLimit());
    }

    /** Whether it is of hours that are no overtime any more. */
    boolean isWithinLimit() {
        return kind() == AlertType.OVERTIME
                && AlertWords.seconds(details, "workedSeconds")
                        <= AlertWords.seconds(details, "limitSeconds");
    }

    /** As the API shows it. */
    Alert alert() {
        return new Alert(
                id,
                userId,
                userName,
                kind(),
                AlertWords.message(this),
                openedAt,
                closedAt,
                resolvedAt,
                resolvedBy,
                resolvedByName,
                note,
                explanation,
                explainedAt,
                isWaiting(),
                sessionId,
                agentId,
                clientId,
                details);
    }
}
