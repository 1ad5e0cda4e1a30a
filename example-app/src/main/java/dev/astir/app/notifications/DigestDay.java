package dev.astir.app.notifications;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonValue;
import io.micronaut.core.annotation.Introspected;
import java.time.DayOfWeek;
import java.util.Locale;

/** The day of a weekly digest, as JSON has it. */
@Introspected
public enum DigestDay {
    @JsonProperty("monday")
    MONDAY,
    @JsonProperty("tuesday")
    TUESDAY,
    @JsonProperty("wednesday")
    WEDNESDAY,
    @JsonProperty("thursday")
    THURSDAY,
    @JsonProperty("friday")
    FRIDAY,
    @JsonProperty("saturday")
    SATURDAY,
    @JsonProperty("sunday")
    SUNDAY;

    DayOfWeek day() {
        return DayOfWeek.valueOf(name());
    }

    /** The name in JSON and in the database: lower case. */
    @JsonValue
    public String json() {
        return name().toLowerCase(Locale.ROOT);
    }

    static DigestDay of(String json) {
        return valueOf(json.toUpperCase(Locale.ROOT));
    }
}
