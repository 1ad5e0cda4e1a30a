package dev.astir.app.sessions;

import dev.astir.app.web.Given;
import dev.astir.app.web.StorableTime;
import io.micronaut.core.annotation.Introspected;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.NotNull;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What is to be changed of a session; null for what stays. Immutable.
 *
 * @param version of the session that the person looked at; null to change any
 */
@Introspected
record CorrectionRequest(
        @Nullable @StorableTime Instant startTime,
        @Nullable @StorableTime Instant endTime,
        @Schema(type = "string", format = "uuid", nullable = true) @Nullable Given<UUID> projectId,
        @Schema(type = "string", format = "uuid", nullable = true) @Nullable Given<UUID> taskId,
        @NotNull @Reason String reason,
        @Nullable Long version) {

    CorrectionRequest {
        // What is missing is found by the validation, once this exists.
        reason = reason == null ? reason : reason.strip();
    }
}
