package dev.astir.app.alerts;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.astir.app.web.ProblemException;
import io.micronaut.core.annotation.Introspected;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** What an alert is of. */
@Introspected
public enum AlertType {
    /** Somebody is at work, and nothing was done for long. */
    @JsonProperty("idle")
    IDLE,
    /** A day or a week of work is longer than it should be. */
    @JsonProperty("overtime")
    OVERTIME,
    /** A device gives no sign of life. */
    @JsonProperty("agent-silent")
    AGENT_SILENT,
    /** A client of the API gives none. */
    @JsonProperty("client-silent")
    CLIENT_SILENT,
    /** A session was left running over night. */
    @JsonProperty("session-forgotten")
    SESSION_FORGOTTEN;

    /** The name in JSON and in the database: lower case, with hyphens. */
    @JsonValue
    public String json() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Whether it is over with what it was of, and waits for nobody then. */
    boolean endsByItself() {
        return switch (this) {
            case IDLE, AGENT_SILENT, CLIENT_SILENT -> true;
            case OVERTIME, SESSION_FORGOTTEN -> false;
        };
    }

    /**
     * Reads what {@link #json} wrote.
     *
     * @throws ProblemException 400 for another text
     */
    public static AlertType of(String json) {
        return Arrays.stream(values())
                .filter(type -> type.json().equals(json))
                .findAny()
                .orElseThrow(() ->
                        ProblemException.invalid(
                                "type",
                                json,
                                "one of "
                                        + Arrays.stream(values())
                                                .map(AlertType::json)
                                                .sorted()
                                                .collect(Collectors.joining(", "))));
    }
}
