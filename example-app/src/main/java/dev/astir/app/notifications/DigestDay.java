package dev.astir.app.notifications;

import com.fasterxml.jackson.annotation.JsonValue;
import io.micronaut.core.annotation.Introspected;
import java.time.DayOfWeek;
import java.util.Locale;

/** The day of a weekly digest, as JSON has it. */
@Introspected
public enum DigestDay {
    MONDAY,
    TUESDAY,
    WEDNESDAY,
    THURSDAY,
    FRIDAY,
    SATURDAY,
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
