package dev.astir.app.sessions;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonValue;
import io.micronaut.core.annotation.Introspected;
import java.util.Locale;

/** Whether a session still runs; a stopped one never runs again. */
@Introspected
public enum SessionStatus {
    @JsonProperty("active")
    ACTIVE,
    @JsonProperty("stopped")
    STOPPED;

    /** The name in JSON and in the database: lower case. */
    @JsonValue
    public String json() {
        return name().toLowerCase(Locale.ROOT);
    }
}
