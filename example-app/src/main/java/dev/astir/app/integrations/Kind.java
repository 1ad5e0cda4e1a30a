package dev.astir.app.integrations;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonValue;
import io.micronaut.core.annotation.Introspected;
import java.util.Locale;

/** What a sender's requests look like. */
@Introspected
enum Kind {
    /** CloudEvents 1.0. */
    @JsonProperty("cloudevents")
    CLOUDEVENTS,
    @JsonProperty("github")
    GITHUB,
    @JsonProperty("gitlab")
    GITLAB,
    /** Any JSON, of which a {@link Mapping} says what it means. */
    @JsonProperty("json")
    JSON;

    /** The name in JSON and in the database: lower case. */
    @JsonValue
    public String json() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Kind of(String json) {
        return valueOf(json.toUpperCase(Locale.ROOT));
    }
}
