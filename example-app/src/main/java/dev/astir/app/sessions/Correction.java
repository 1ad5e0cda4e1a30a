package dev.astir.app.sessions;

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
 * What was changed of a session by hand. Immutable.
 *
 * @param before {@code startTime}, {@code endTime}, {@code projectId} and {@code taskId} as they
 *     were; null when the session was made by hand
 * @param after the same as they are since
 */
@Introspected
@MappedEntity("session_corrections")
@JsonInclude(JsonInclude.Include.ALWAYS)
public record Correction(
        @Id UUID id,
        UUID sessionId,
        Instant correctedAt,
        UUID correctedBy,
        String reason,
        @AnyMembers @Nullable @TypeDef(type = DataType.JSON) Map<String, Object> before,
        @AnyMembers @TypeDef(type = DataType.JSON) Map<String, Object> after) {}
