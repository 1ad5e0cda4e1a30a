package dev.astir.app.categories;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonValue;
import io.micronaut.core.annotation.Introspected;
import java.util.Locale;

/** The colour of a category; the dashboard has a light and a dark one of each. */
@Introspected
public enum Colour {
    @JsonProperty("blue")
    BLUE,
    @JsonProperty("purple")
    PURPLE,
    @JsonProperty("orange")
    ORANGE,
    @JsonProperty("red")
    RED,
    @JsonProperty("teal")
    TEAL,
    @JsonProperty("green")
    GREEN,
    @JsonProperty("violet")
    VIOLET,
    @JsonProperty("grey")
    GREY;

    /** The name in JSON and in the database: lower case. */
    @JsonValue
    public String json() {
        return name().toLowerCase(Locale.ROOT);
    }
}
