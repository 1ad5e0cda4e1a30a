package dev.astir.app.reports;

import com.fasterxml.jackson.annotation.JsonValue;
import io.micronaut.core.annotation.Introspected;
import java.util.Locale;

/** By what time is told apart. */
@Introspected
enum GroupBy {
    APP,
    SITE,
    CATEGORY,
    PROJECT,
    PERSON,
    DAY;

    /** The name in JSON: lower case. */
    @JsonValue
    String json() {
        return name().toLowerCase(Locale.ROOT);
    }
}
