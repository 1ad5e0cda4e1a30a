package dev.astir.app.timeline;

import dev.astir.app.web.StorableText;
import dev.astir.app.web.Texts;
import io.micronaut.core.annotation.Introspected;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An activity as it is posted. Immutable.
 *
 * @param id unique in its session, so that sending it again is harmless; required in a batch
 * @param timestamp when it began; absent: so that it ends now
 * @param url of a page; looser than {@link java.net.URI}, as browsers' addresses are
 */
@Introspected
record ActivityRequest(
        @Nullable @NotNull(groups = InBatch.class, message = "must be a UUID") UUID id,
        @Nullable @ReportedTime Instant timestamp,
        @NotNull(message = "must be active or idle") ActivityType activityType,
        @NotNull(message = DURATION)
                @Min(value = 0, message = DURATION)
                @Max(value = LONGEST_SECONDS, message = DURATION)
                Integer durationSeconds,
        @Nullable
                @Size(max = 255, message = "must be a text of at most 255 characters")
                @StorableText
                String appName,
        @Nullable
                @Size(max = 1_024, message = "must be a text of at most 1024 characters")
                @StorableText
                String title,
        @Nullable @Pattern(regexp = ADDRESS, flags = Pattern.Flag.CASE_INSENSITIVE, message = URL)
                String url) {

    ActivityRequest {
        appName = appName == null ? null : line(appName);
        title = title == null ? null : line(title);
    }

    /** A window's title is cleaned, not refused; what cannot be stored is left to validation. */
    private static String line(String text) {
        return Texts.isStorable(text) ? Texts.oneLine(text) : text;
    }

    static final int LONGEST_SECONDS = 86_400;
    private static final String DURATION = "must be a whole number from 0 to 86400";

    /** Blank counts as none. */
    private static final String ADDRESS =
            "\\s*|(?=.{1,2048}$)https?://"
                    + "[^\\s\\p{Cc}\\p{Cs}\\u2028-\\u202E\\u2066-\\u2069\\u200E\\u200F\\u061C]+";

    private static final String URL =
            "must be an http:// or https:// address of at most 2048 characters";

    /** What is demanded of an activity of a batch besides. */
    interface InBatch {}

    /**
     * Activities of one session. Immutable.
     *
     * @param events at most 1,000, each with an id
     */
    @Introspected
    @Schema(
            example =
                    """
                    {"sessionId": "01934bb2-7c1e-7d3a-9f52-3b1c2d4e5f60",
                     "events": [{"id": "01934bb2-9a00-7b11-a222-3c4d5e6f7a8b",
                      "timestamp": "2026-11-23T09:25:00Z", "activityType": "active",
                      "durationSeconds": 1500, "appName": "IntelliJ IDEA", "title": "Main.java"}]}\
                    """)
    record Batch(
            @NotNull(message = "must be a UUID") UUID sessionId,
            @NotNull(message = EVENTS) @Size(max = MAX_EVENTS, message = EVENTS)
                    List<@NotNull(message = "must be an object") @Valid ActivityRequest> events) {

        private static final int MAX_EVENTS = 1_000;
        private static final String EVENTS = "must be an array of at most 1000 activities";
    }
}
