package dev.astir.app.identity;

import com.fasterxml.jackson.annotation.JsonValue;
import io.micronaut.core.annotation.Introspected;
import java.util.Locale;

/** Whether a person may come in. */
@Introspected
public enum Status {
    ACTIVE,
    SUSPENDED,
    /** Out for good. What the person did stays, under their name, until it is erased. */
    REMOVED;

    /** The name in JSON: lower case. */
    @JsonValue
    public String json() {
        return name().toLowerCase(Locale.ROOT);
    }
}
