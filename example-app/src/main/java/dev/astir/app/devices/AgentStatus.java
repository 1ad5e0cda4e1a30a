package dev.astir.app.devices;

import com.fasterxml.jackson.annotation.JsonValue;
import io.micronaut.core.annotation.Introspected;
import java.util.Locale;

/** Whether a device may report. */
@Introspected
public enum AgentStatus {
    /** It may. */
    ACTIVE,
    /** An administrator stopped it; it can be let in again. */
    BLOCKED,
    /** It is gone for good. */
    REMOVED;

    /** The name in JSON and in the database. */
    @JsonValue
    public String json() {
        return name().toLowerCase(Locale.ROOT);
    }
}
