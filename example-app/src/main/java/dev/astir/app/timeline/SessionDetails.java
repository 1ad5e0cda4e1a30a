package dev.astir.app.timeline;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.astir.app.sessions.Correction;
import dev.astir.app.sessions.Session;
import dev.astir.app.sessions.StatedTime;
import dev.astir.app.web.Page;
import io.micronaut.core.annotation.Introspected;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A session with all that lies in it. Immutable.
 *
 * @param intervals what was posted to it, as it was posted, and what agents captured of its person
 *     meanwhile, cut at its bounds; by start
 * @param corrections the earliest first
 * @param idle what was said about stretches of it, by start
 */
@Introspected
record SessionDetails(
        @JsonUnwrapped Session session,
        Page<Shown> intervals,
        List<Correction> corrections,
        List<StatedTime> idle) {

    /** An interval as the API shows it. Immutable. */
    @Introspected
    @JsonInclude(JsonInclude.Include.ALWAYS)
    record Shown(
            UUID id,
            Instant startTime,
            Instant endTime,
            String activityType,
            String source,
            @Nullable String appName,
            @Nullable String site,
            @Nullable String title,
            @Nullable String url,
            @Nullable String media) {}
}
