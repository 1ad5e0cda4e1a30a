package dev.astir.app.notifications;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonValue;
import io.micronaut.core.annotation.Introspected;
import java.util.Locale;

/** How often somebody gets what is new by mail. */
@Introspected
public enum Digest {
    @JsonProperty("off")
    OFF,
    @JsonProperty("daily")
    DAILY,
    @JsonProperty("weekly")
    WEEKLY;

    /** The name in JSON and in the database: lower case. */
    @JsonValue
    public String json() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Digest of(String json) {
        return valueOf(json.toUpperCase(Locale.ROOT));
    }
}
