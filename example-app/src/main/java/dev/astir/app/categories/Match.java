package dev.astir.app.categories;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonValue;
import io.micronaut.core.annotation.Introspected;
import java.util.Locale;

/** How a rule compares its pattern, whatever the case of letters. */
@Introspected
public enum Match {
    @JsonProperty("equals")
    EQUALS,
    @JsonProperty("prefix")
    PREFIX,
    /** The whole text; {@code *} stands for any characters, {@code ?} for one. */
    @JsonProperty("wildcard")
    WILDCARD,
    /** Anywhere in the text, by RE2's syntax. */
    @JsonProperty("regex")
    REGEX;

    /** The name in JSON and in the database: lower case. */
    @JsonValue
    public String json() {
        return name().toLowerCase(Locale.ROOT);
    }
}
