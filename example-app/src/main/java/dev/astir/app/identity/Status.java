package dev.astir.app.identity;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonValue;
import io.micronaut.core.annotation.Introspected;
import java.util.Locale;

/** Whether a person may come in. */
@Introspected
public enum Status {
    @JsonProperty("active")
    ACTIVE,
    @JsonProperty("suspended")
    SUSPENDED,
    /** Out for good. What the person did stays, under their name, until it is erased. */
    @JsonProperty("removed")
    REMOVED;

    /** The name in JSON: lower case. */
    @JsonValue
    public String json() {
        return name().toLowerCase(Locale.ROOT);
    }
}
