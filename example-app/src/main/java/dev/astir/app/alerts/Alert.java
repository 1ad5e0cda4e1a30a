package dev.astir.app.alerts;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.astir.app.web.AnyMembers;
import io.micronaut.core.annotation.Introspected;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Something that somebody should look at, as the API shows it. Immutable.
 *
 * @param userId whom it is about; null for a client of the API that is nobody's
 * @param message one sentence, in English; what it says is in {@code details} as well
 * @param openedAt when it was found
 * @param closedAt when what it is of was over; null as long as it is not
 * @param resolvedAt when somebody looked at it and was content; null as long as nobody was
 * @param note what they said
 * @param explanation what its person says
 * @param waiting whether it waits for somebody to resolve it: it is open, or it is of a kind that
 *     is not done with by being over
 * @param details what its type has besides: {@code limitSeconds}, {@code idleSince}, {@code day}
 */
@Introspected
@JsonInclude(JsonInclude.Include.ALWAYS)
public record Alert(
        UUID id,
        @Nullable UUID userId,
        @Nullable String userName,
        AlertType type,
        String message,
        Instant openedAt,
        @Nullable Instant closedAt,
        @Nullable Instant resolvedAt,
        @Nullable UUID resolvedBy,
        @Nullable String resolvedByName,
        @Nullable String note,
        @Nullable String explanation,
        @Nullable Instant explainedAt,
        boolean waiting,
        @Nullable UUID sessionId,
        @Nullable UUID agentId,
        @Nullable UUID clientId,
        @AnyMembers Map<String, Object> details) {

    public Alert {
        details = Map.copyOf(details);
    }
}
