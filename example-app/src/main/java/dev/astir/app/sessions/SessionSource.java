package dev.astir.app.sessions;

import com.fasterxml.jackson.annotation.JsonValue;
import io.micronaut.core.annotation.Introspected;
import java.util.Locale;

/** Who began a session. */
@Introspected
public enum SessionSource {
    /** An agent's first activity. */
    AGENT,
    /** A person, or a client of theirs, when it began. */
    API,
    /** A person who entered it when it was over. */
    MANUAL;

    /** The name in JSON and in the database: lower case. */
    @JsonValue
    public String json() {
        return name().toLowerCase(Locale.ROOT);
    }
}
