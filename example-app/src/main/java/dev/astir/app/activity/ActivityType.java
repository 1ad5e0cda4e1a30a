package dev.astir.app.activity;

import com.fasterxml.jackson.annotation.JsonValue;
import io.micronaut.core.annotation.Introspected;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Whether somebody was there. */
@Introspected
public enum ActivityType {
    ACTIVE,
    IDLE;

    /** The name in JSON and in the database: lower case. */
    @JsonValue
    public String json() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Optional<ActivityType> fromJson(@Nullable String json) {
        return Arrays.stream(values()).filter(type -> type.json().equals(json)).findFirst();
    }
}
