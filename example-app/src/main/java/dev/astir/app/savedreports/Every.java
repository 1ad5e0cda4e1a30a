package dev.astir.app.savedreports;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonValue;
import io.micronaut.core.annotation.Introspected;
import java.util.Locale;

/** How often something is due. */
@Introspected
enum Every {
    @JsonProperty("day")
    DAY,
    @JsonProperty("week")
    WEEK,
    @JsonProperty("month")
    MONTH;

    /** The name in JSON and in the database: lower case. */
    @JsonValue
    String json() {
        return name().toLowerCase(Locale.ROOT);
    }
}
