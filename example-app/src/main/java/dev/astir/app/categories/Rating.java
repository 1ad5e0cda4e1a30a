package dev.astir.app.categories;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonValue;
import io.micronaut.core.annotation.Introspected;
import java.util.Locale;

/** What time in a category is, as those who decide see it. */
@Introspected
public enum Rating {
    @JsonProperty("productive")
    PRODUCTIVE,
    @JsonProperty("neutral")
    NEUTRAL,
    @JsonProperty("unproductive")
    UNPRODUCTIVE;

    /** The name in JSON and in the database: lower case. */
    @JsonValue
    public String json() {
        return name().toLowerCase(Locale.ROOT);
    }
}
