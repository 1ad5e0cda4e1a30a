package dev.astir.app.timeline;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.micronaut.core.annotation.Introspected;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An activity as the API shows it. Immutable.
 *
 * @param id unique in its session; chosen by the client, or by the server if the client left it out
 * @param timestamp when it began, to the microsecond
 */
@Introspected
@JsonInclude(JsonInclude.Include.ALWAYS)
record Activity(
        UUID id,
        UUID sessionId,
        Instant timestamp,
        ActivityType activityType,
        int durationSeconds,
        @Nullable String appName,
        @Nullable String title,
        @Nullable String url) {

    static Activity of(Interval interval) {
        return new Activity(
                interval.id(),
                interval.sourceId(),
                interval.startedAt(),
                interval.kind() == Interval.Kind.IDLE ? ActivityType.IDLE : ActivityType.ACTIVE,
                Objects.requireNonNull(interval.postedSeconds()),
                interval.app(),
                interval.title(),
                interval.url());
    }
}
