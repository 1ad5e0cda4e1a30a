package dev.astir.app.insights;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Who besides a person may look at their insights. */
enum Sharing {
    /** The policy shows them to nobody. */
    @JsonProperty("nobody")
    NOBODY,
    /** The policy shows them to managers, and the person has not agreed: so to nobody. */
    @JsonProperty("not-agreed")
    NOT_AGREED,
    /** Managers who see the person, and administrators. */
    @JsonProperty("managers")
    MANAGERS
}
