package dev.astir.app.sessions;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonValue;
import io.micronaut.core.annotation.Introspected;
import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import io.micronaut.data.annotation.MappedProperty;
import java.time.Instant;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a person said about a stretch of a session. Immutable.
 *
 * @param projectId of what is reassigned
 */
@Introspected
@MappedEntity("stated_times")
@JsonInclude(JsonInclude.Include.ALWAYS)
public record StatedTime(
        @Id UUID id,
        @JsonIgnore UUID organizationId,
        @JsonIgnore UUID personId,
        UUID sessionId,
        @MappedProperty("start_time") Instant from,
        @MappedProperty("end_time") Instant to,
        Decision decision,
        @Nullable UUID projectId,
        UUID decidedBy,
        Instant decidedAt) {

    /** What a stretch was. */
    @Introspected
    public enum Decision {
        /** Work, though nobody typed. */
        @JsonProperty("keep")
        KEEP,
        /** No work. */
        @JsonProperty("discard")
        DISCARD,
        /** Work on another project. */
        @JsonProperty("reassign")
        REASSIGN,
        /** Nothing was recorded: the session was corrected to reach so far. */
        @JsonProperty("hand")
        HAND;

        /** The name in JSON and in the database: lower case. */
        @JsonValue
        public String json() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** The same from one time to another. */
    StatedTime between(Instant start, Instant end) {
        return new StatedTime(
                id,
                organizationId,
                personId,
                sessionId,
                start,
                end,
                decision,
                projectId,
                decidedBy,
                decidedAt);
    }
}
