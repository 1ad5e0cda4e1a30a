package dev.astir.app.presence;

import com.fasterxml.jackson.annotation.JsonValue;
import io.micronaut.serde.annotation.Serdeable;
import java.util.Locale;

/** What a person does now. */
@Serdeable
public enum PresenceState {
    /** Works at a device. */
    ACTIVE,
    /** Is connected, but nobody works there: no input, locked, or paused. */
    IDLE,
    /** No device is connected. */
    OFFLINE;

    /** The name in JSON. */
    @JsonValue
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
