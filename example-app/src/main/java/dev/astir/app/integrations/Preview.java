package dev.astir.app.integrations;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import dev.astir.app.web.AnyMembers;
import dev.astir.stream.ActivityEvent;
import io.micronaut.core.annotation.Introspected;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a request would become. Immutable.
 *
 * @param senderId by which the sender knows what it sent; null when it said none
 * @param ignored why it would be no event; null when it would be one
 * @param event null when it would be ignored
 */
@Introspected
@JsonInclude(JsonInclude.Include.ALWAYS)
record Preview(@Nullable String senderId, @Nullable String ignored, @Nullable Event event) {

    /**
     * What is looked at.
     *
     * @param headers that the sender would send, if they matter
     * @param body the JSON that it would send, or a text
     */
    @Introspected
    record Request(
            @NotNull Kind kind,
            @Nullable @Valid Mapping mapping,
            @Nullable @Size(max = 50) Map<String, @NotNull @Size(max = 1_000) String> headers,
            @NotNull @Schema(type = "object") JsonNode body) {}

    /** An event as the feed would show it. */
    @Introspected
    @JsonInclude(JsonInclude.Include.ALWAYS)
    record Event(
            String eventType,
            @Nullable String actorId,
            @Nullable String actorName,
            Instant timestamp,
            @Nullable String entityType,
            @Nullable String entityId,
            @Nullable String entityName,
            @Nullable String entityUrl,
            @Nullable String entityReference,
            @Nullable String message,
            boolean important,
            @AnyMembers Map<String, Object> metadata) {

        static Event of(ActivityEvent event) {
            return new Event(
                    event.eventType(),
                    event.actorId(),
                    event.actorName(),
                    event.timestamp(),
                    event.entityType(),
                    event.entityId(),
                    event.entityName(),
                    event.entityUrl(),
                    event.entityReference(),
                    event.message(),
                    event.important(),
                    event.metadata());
        }
    }
}
