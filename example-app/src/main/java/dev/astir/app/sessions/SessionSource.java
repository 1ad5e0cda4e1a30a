package dev.astir.app.sessions;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonValue;
import io.micronaut.core.annotation.Introspected;
import java.util.Locale;

/** Who began a session. */
@Introspected
public enum SessionSource {
    /** An agent's first activity. */
    @JsonProperty("agent")
    AGENT,
    /** A person, or a client of theirs, when it began. */
    @JsonProperty("api")
    API,
    /** A person who entered it when it was over. */
    @JsonProperty("manual")
    MANUAL;

    /** The name in JSON and in the database: lower case. */
    @JsonValue
    public String json() {
        return name().toLowerCase(Locale.ROOT);
    }
}
