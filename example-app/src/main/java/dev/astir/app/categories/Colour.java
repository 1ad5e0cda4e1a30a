package dev.astir.app.categories;

import com.fasterxml.jackson.annotation.JsonValue;
import io.micronaut.core.annotation.Introspected;
import java.util.Locale;

/** The colour of a category; the dashboard has a light and a dark one of each. */
@Introspected
public enum Colour {
    BLUE,
    PURPLE,
    ORANGE,
    RED,
    TEAL,
    GREEN,
    VIOLET,
    GREY;

    /** The name in JSON and in the database: lower case. */
    @JsonValue
    public String json() {
        return name().toLowerCase(Locale.ROOT);
    }
}
