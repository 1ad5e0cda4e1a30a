package dev.astir.app.policies;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonValue;
import io.micronaut.core.annotation.Introspected;
import java.util.Locale;

/** About whom alerts of a kind are made. */
@Introspected
public enum AlertReach {
    /** About nobody. */
    @JsonProperty("none")
    NONE,
    /** About the people of some teams. */
    @JsonProperty("teams")
    TEAMS,
    /** About everybody, but for teams that decided otherwise. */
    @JsonProperty("all")
    ALL;

    /**
     * By what was decided.
     *
     * @param teams whether some team decided to have them
     */
    static AlertReach of(boolean organization, boolean teams) {
        return organization ? ALL : teams ? TEAMS : NONE;
    }

    /** The name in JSON and in the database: lower case. */
    @JsonValue
    public String json() {
        return name().toLowerCase(Locale.ROOT);
    }
}
