package dev.astir.app.activity;

import io.micronaut.json.tree.JsonNode;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Reads the fields of one JSON object. What has another form is refused, named by its path in the
 * body, and answered as null; JSON's null is as good as a missing field.
 *
 * <p>For one request; not safe for use by several threads.
 *
 * @param path where the object stands in the body, with a dot behind; empty for the body itself
 */
record JsonFields(String path, JsonNode object, FieldErrors errors) {

    @Nullable JsonNode value(String field) {
        JsonNode value = object.get(field);
        return value == null || value.isNull() ? null : value;
    }

    void refuse(String field, String allowed) {
        errors.refuse(path + field, value(field), allowed);
    }

    /** The text; null, and not refused, when it is missing or of another form. */
    @Nullable String string(String field) {
        JsonNode value = value(field);
        return value != null && value.isString() ? value.getStringValue() : null;
    }

    @Nullable UUID uuid(String field) {
        String text = string(field);
        try {
            UUID id = text == null ? null : UUID.fromString(text);
            // It also takes shortened forms.
            if (id != null && id.toString().equalsIgnoreCase(text)) {
                return id;
            }
        } catch (IllegalArgumentException e) {
            // refused below
        }
        refuse(field, "a UUID");
        return null;
    }

    @Nullable Integer wholeNumber(String field, int max) {
        JsonNode value = value(field);
        try {
            BigDecimal number =
                    value != null && value.isNumber()
                            ? new BigDecimal(value.getNumberValue().toString())
                            : null;
            if (number != null
                    && number.signum() >= 0
                    && number.compareTo(BigDecimal.valueOf(max)) <= 0
                    && number.stripTrailingZeros().scale() <= 0) {
                return number.intValue();
            }
        } catch (NumberFormatException e) {
            // larger than any; refused below
        }
        refuse(field, "a whole number from 0 to " + max);
        return null;
    }

    /** The time, to the microsecond, as the database keeps it. */
    @Nullable Instant instant(String field, Instant example) {
        String text = string(field);
        try {
            if (text != null) {
                return Instant.parse(text).truncatedTo(ChronoUnit.MICROS);
            }
        } catch (DateTimeException e) {
            // refused below
        }
        refuse(field, "a time such as " + example.truncatedTo(ChronoUnit.SECONDS));
        return null;
    }

    /** The text, or null when there is none or it is blank; refused with a NUL or when longer. */
    @Nullable String text(String field, int maxLength) {
        String text = string(field);
        if (value(field) != null
                && (text == null || text.length() > maxLength || text.indexOf('\0') >= 0)) {
            refuse(field, "a text of at most %d characters, none NUL".formatted(maxLength));
        }
        return text == null || text.isBlank() ? null : text;
    }
}
