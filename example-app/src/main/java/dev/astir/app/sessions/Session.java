package dev.astir.app.sessions;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.micronaut.core.annotation.Introspected;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A stretch of work of one person, as the API shows it.
 *
 * <p>Immutable.
 *
 * @param endTime null while the session runs
 * @param totalActiveSeconds active seconds posted to it, plus those of agent spans that start in it
 * @param totalIdleSeconds the same of idle seconds
 * @param lastActivityAt the latest end of something active in it, never later than its receipt;
 *     null before the first
 * @param version grows by one with each change, so that of two states the newer can be told
 */
@Introspected
@JsonInclude(JsonInclude.Include.ALWAYS)
public record Session(
        UUID id,
        UUID userId,
        UUID organizationId,
        @Nullable UUID projectId,
        Instant startTime,
        @Nullable Instant endTime,
        SessionStatus status,
        long totalActiveSeconds,
        long totalIdleSeconds,
        @Nullable Instant lastActivityAt,
        long version) {

    /** Whether {@code time} lies in the session: at or after its start, before its end. */
    @JsonIgnore
    public boolean contains(Instant time) {
        return !time.isBefore(startTime) && (endTime == null || time.isBefore(endTime));
    }

    /** Whether all from {@code start} to {@code end} lies in the session. */
    @JsonIgnore
    public boolean contains(Instant start, Instant end) {
        return !start.isBefore(startTime) && (endTime == null || !end.isAfter(endTime));
    }
}
