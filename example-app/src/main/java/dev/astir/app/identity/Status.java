package dev.astir.app.identity;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.astir.app.web.ProblemException;
import io.micronaut.serde.annotation.Serdeable;
import java.util.Locale;

/** Whether a person may come in. */
@Serdeable
public enum Status {
    ACTIVE,
    SUSPENDED;

    /** The name in JSON: lower case. */
    @JsonValue
    public String json() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * @throws ProblemException for another value than {@code active}, {@code suspended}
     */
    @JsonCreator
    public static Status fromJson(String value) {
        return switch (value) {
            case "active" -> ACTIVE;
            case "suspended" -> SUSPENDED;
            default -> throw ProblemException.invalid("status", value, "active or suspended");
        };
    }
}
