package dev.astir.app.savedreports;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonValue;
import io.micronaut.core.annotation.Introspected;
import java.time.DayOfWeek;
import java.util.Locale;

/** A day of the week, as JSON has it. */
@Introspected
enum Weekday {
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
    String json() {
        return name().toLowerCase(Locale.ROOT);
    }
}
