package dev.astir.app.activity;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.astir.app.sessions.SessionTime;
import io.micronaut.core.annotation.Introspected;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One reported stretch of activity or idleness.
 *
 * <p>Immutable.
 *
 * @param id unique in its session; chosen by the client, or by the server if the client left it out
 * @param timestamp when it began
 * @param durationSeconds 0 to 86,400
 * @param appName at most 255 characters
 * @param title of a window or page, at most 1,024 characters
 * @param url http(s), at most 2,048 characters
 */
@Introspected
@JsonInclude(JsonInclude.Include.ALWAYS)
public record Activity(
        UUID id,
        UUID sessionId,
        Instant timestamp,
        ActivityType activityType,
        int durationSeconds,
        @Nullable String appName,
        @Nullable String title,
        @Nullable String url) {

    Instant end() {
        return timestamp.plusSeconds(durationSeconds);
    }

    SessionTime addTo(SessionTime time) {
        return activityType == ActivityType.ACTIVE
                ? time.plusActive(durationSeconds, end())
                : time.plusIdle(durationSeconds);
    }
}
