package dev.astir.app.timesheets;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonValue;
import io.micronaut.core.annotation.Introspected;
import java.util.Locale;

/** How far a week is. */
@Introspected
public enum TimesheetState {
    /** Its person goes on with it. */
    @JsonProperty("draft")
    DRAFT,
    /** It waits for a decision. */
    @JsonProperty("submitted")
    SUBMITTED,
    /** It is closed. */
    @JsonProperty("approved")
    APPROVED,
    /** It came back to its person, with a reason. */
    @JsonProperty("rejected")
    REJECTED;

    /** The name in JSON and in the database: lower case. */
    @JsonValue
    String json() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Reads what {@link #json} wrote. */
    static TimesheetState of(String json) {
        return valueOf(json.toUpperCase(Locale.ROOT));
    }
}
