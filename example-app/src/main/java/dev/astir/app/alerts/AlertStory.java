package dev.astir.app.alerts;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.astir.app.web.AnyMembers;
import io.micronaut.core.annotation.Introspected;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An alert with what happened around it. Immutable.
 *
 * @param story the earliest first
 */
@Introspected
public record AlertStory(@JsonUnwrapped Alert alert, List<Step> story) {

    public AlertStory {
        story = List.copyOf(story);
    }

    /** What a step of the story is. */
    @Introspected
    public enum Kind {
        @JsonProperty("opened")
        OPENED,
        @JsonProperty("told")
        TOLD,
        @JsonProperty("corrected")
        CORRECTED,
        @JsonProperty("explained")
        EXPLAINED,
        @JsonProperty("closed")
        CLOSED,
        @JsonProperty("resolved")
        RESOLVED;

        /** The name in JSON: lower case. */
        @JsonValue
        public String json() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * Something that happened. Immutable.
     *
     * @param text what was said, or which rule it was
     * @param by who did it; null for the app
     * @param sessionId which session was corrected, from {@code before} to {@code after}
     */
    @Introspected
    @JsonInclude(JsonInclude.Include.ALWAYS)
    public record Step(
            Instant at,
            Kind kind,
            @Nullable String text,
            @Nullable UUID by,
            @Nullable String byName,
            @Nullable UUID sessionId,
            @AnyMembers @Nullable Map<String, Object> before,
            @AnyMembers @Nullable Map<String, Object> after) {

        static Step of(
                Instant at,
                Kind kind,
                @Nullable String text,
                @Nullable UUID by,
                @Nullable String byName) {
            return new Step(at, kind, text, by, byName, null, null, null);
        }
    }
}
