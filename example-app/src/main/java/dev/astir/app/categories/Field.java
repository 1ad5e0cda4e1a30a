package dev.astir.app.categories;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonValue;
import io.micronaut.core.annotation.Introspected;
import java.util.Locale;

/** What of an interval a rule looks at. */
@Introspected
public enum Field {
    @JsonProperty("app")
    APP,
    @JsonProperty("title")
    TITLE,
    /** A host: a rule that equals it takes its subdomains as well. */
    @JsonProperty("site")
    SITE,
    @JsonProperty("url")
    URL;

    /** The name in JSON and in the database: lower case. */
    @JsonValue
    public String json() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whether it is more than what the figures of a day keep of an interval. */
    boolean isDetail() {
        return this == TITLE || this == URL;
    }
}
