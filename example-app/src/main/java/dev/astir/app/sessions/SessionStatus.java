package dev.astir.app.sessions;

import com.fasterxml.jackson.annotation.JsonValue;
import io.micronaut.core.annotation.Introspected;
import java.util.Locale;

/** Whether a session still runs; a stopped one never runs again. */
@Introspected
public enum SessionStatus {
    ACTIVE,
    STOPPED;

    /** The name in JSON and in the database: lower case. */
    @JsonValue
    public String json() {
        return name().toLowerCase(Locale.ROOT);
    }
}
