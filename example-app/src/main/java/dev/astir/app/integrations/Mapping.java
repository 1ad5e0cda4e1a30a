package dev.astir.app.integrations;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.astir.app.web.StorableText;
import io.micronaut.core.annotation.Introspected;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What of a sender's JSON becomes which field of an event, as an administrator writes it: a text
 * that begins with {@code /} is a JSON Pointer (RFC 6901), one with {@code {/…}} a template, any
 * other is itself. Immutable.
 *
 * @param id by which the sender knows what it sent; without it, {@code webhook-id}
 * @param eventType gets the prefix {@code integration.} unless it has it
 * @param important also {@code true} or {@code false} itself
 * @param metadata by the names that the event has them under
 */
@Introspected
@JsonInclude(JsonInclude.Include.NON_NULL)
record Mapping(
        @Nullable @Size(max = 500) @StorableText String id,
        @NotBlank @Size(max = 500) @StorableText String eventType,
        @NotBlank @Size(max = 2_000) @StorableText String message,
        @Nullable @Size(max = 500) @StorableText String entityType,
        @Nullable @Size(max = 500) @StorableText String entityId,
        @Nullable @Size(max = 1_000) @StorableText String entityName,
        @Nullable @Size(max = 2_000) @StorableText String entityUrl,
        @Nullable @Size(max = 500) @StorableText String actorName,
        @Nullable @Size(max = 500) @StorableText String timestamp,
        @Nullable @Schema(type = "string") Object important,
        @Nullable @Size(max = 50)
                Map<
                                @NotBlank @Size(max = 100) @StorableText String,
                                @NotNull @Size(max = 500) @StorableText String>
                        metadata) {

    Mapping {
        // What is missing is found by the validation, once this exists.
        metadata =
                metadata == null || metadata.values().stream().anyMatch(Objects::isNull)
                        ? metadata
                        : Map.copyOf(metadata);
    }
}
