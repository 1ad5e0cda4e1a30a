package dev.astir.app.devices;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonValue;
import io.micronaut.core.annotation.Introspected;
import java.util.Locale;

/** Whether a device may report. */
@Introspected
public enum AgentStatus {
    /** It may. */
    @JsonProperty("active")
    ACTIVE,
    /** An administrator stopped it; it can be let in again. */
    @JsonProperty("blocked")
    BLOCKED,
    /** It is gone for good. */
    @JsonProperty("removed")
    REMOVED;

    /** The name in JSON and in the database. */
    @JsonValue
    public String json() {
        return name().toLowerCase(Locale.ROOT);
    }
}
