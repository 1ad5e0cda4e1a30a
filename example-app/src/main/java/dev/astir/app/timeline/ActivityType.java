package dev.astir.app.timeline;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonValue;
import io.micronaut.core.annotation.Introspected;
import java.util.Locale;

/** Whether somebody was there. */
@Introspected
enum ActivityType {
    @JsonProperty("active")
    ACTIVE,
    @JsonProperty("idle")
    IDLE;

    /** The name in JSON: lower case. */
    @JsonValue
    String json() {
        return name().toLowerCase(Locale.ROOT);
    }
}
