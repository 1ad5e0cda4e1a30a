package dev.astir.app.reports;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonValue;
import io.micronaut.core.annotation.Introspected;
import java.util.Locale;

/** The reports that there are. */
@Introspected
public enum ReportKind {
    @JsonProperty("daily")
    DAILY,
    @JsonProperty("user")
    USER,
    @JsonProperty("usage")
    USAGE,
    @JsonProperty("hours")
    HOURS,
    @JsonProperty("timeline")
    TIMELINE,
    @JsonProperty("team")
    TEAM;

    /** Whether it tells of a single day. */
    public boolean isOfOneDay() {
        return this == DAILY || this == TIMELINE;
    }

    /** Whether it tells of a single person. */
    public boolean isOfOnePerson() {
        return isOfOneDay() || this == USER;
    }

    /** The name in JSON and in the database: lower case. */
    @JsonValue
    public String json() {
        return name().toLowerCase(Locale.ROOT);
    }
}
