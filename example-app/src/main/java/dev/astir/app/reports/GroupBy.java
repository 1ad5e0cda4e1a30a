package dev.astir.app.reports;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonValue;
import io.micronaut.core.annotation.Introspected;
import java.util.Locale;

/** By what time is told apart. */
@Introspected
public enum GroupBy {
    @JsonProperty("app")
    APP,
    @JsonProperty("site")
    SITE,
    @JsonProperty("category")
    CATEGORY,
    @JsonProperty("project")
    PROJECT,
    @JsonProperty("person")
    PERSON,
    @JsonProperty("day")
    DAY;

    /** Whether what is told apart are things that time went on, and not people or days. */
    boolean isOfThings() {
        return this != PERSON && this != DAY;
    }

    /** The name in JSON: lower case. */
    @JsonValue
    public String json() {
        return name().toLowerCase(Locale.ROOT);
    }
}
