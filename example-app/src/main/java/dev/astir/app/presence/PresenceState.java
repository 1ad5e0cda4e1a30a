package dev.astir.app.presence;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonValue;
import io.micronaut.core.annotation.Introspected;
import java.util.Locale;

/** What a person does now. */
@Introspected
public enum PresenceState {
    /** Works at a device. */
    @JsonProperty("active")
    ACTIVE,
    /** Is connected, but nobody works there: no input, or locked. */
    @JsonProperty("idle")
    IDLE,
    /** Is connected, and has paused the agent: nothing is recorded. */
    @JsonProperty("paused")
    PAUSED,
    /** No device is connected. */
    @JsonProperty("offline")
    OFFLINE;

    /** The name in JSON. */
    @JsonValue
    public String json() {
        return name().toLowerCase(Locale.ROOT);
    }
}
