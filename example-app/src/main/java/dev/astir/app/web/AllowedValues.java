package dev.astir.app.web;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.micronaut.core.reflect.ReflectionUtils;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Says in the caller's words which values a type has. Stateless. */
final class AllowedValues {

    /** Longer ones are not worth the reckoning. */
    private static final Pattern WHOLE = Pattern.compile("-?[0-9]{1,40}");

    /** Knows how the API names the values of an enum. */
    private static final ObjectMapper NAMES = new ObjectMapper();

    private AllowedValues() {}

    /** As {@link #of(Class)}, where the value may be of the right form and too large. */
    static String of(@Nullable Class<?> type, @Nullable Object value) {
        String form = of(type);
        if (type == null || value == null || !WHOLE.matcher(value.toString()).matches()) {
            return form;
        }
        Class<?> number = ReflectionUtils.getWrapperType(type);
        int bits = new BigInteger(value.toString()).bitLength();
        if (number == Integer.class && bits >= Integer.SIZE) {
            return "%s from %d to %d".formatted(form, Integer.MIN_VALUE, Integer.MAX_VALUE);
        }
        return number == Long.class && bits >= Long.SIZE
                ? "%s from %d to %d".formatted(form, Long.MIN_VALUE, Long.MAX_VALUE)
                : form;
    }

    /** What a value of the type looks like to a caller; ends "must be …". */
    static String of(@Nullable Class<?> type) {
        if (type == null) {
            return "of another type";
        }
        if (type.isEnum()) {
            return anyOf(
                    Arrays.stream(type.getEnumConstants())
                            .map(value -> NAMES.convertValue(value, String.class))
                            .toList());
        }
        if (type == Boolean.class || type == boolean.class) {
            return "true or false";
        }
        if (Number.class.isAssignableFrom(type) || type == int.class || type == long.class) {
            return "a whole number";
        }
        if (type == Instant.class) {
            return "a time such as 2026-01-31T09:30:00Z";
        }
        if (type == LocalDate.class) {
            return "a date such as 2026-01-31";
        }
        if (type == UUID.class) {
            return "a UUID";
        }
        if (type == String.class) {
            return "a text";
        }
        return Iterable.class.isAssignableFrom(type) ? "a list" : "an object";
    }

    /** Such as {@code a, b or c}. */
    static String anyOf(List<String> values) {
        int last = values.size() - 1;
        return last < 1
                ? String.join("", values)
                : String.join(", ", values.subList(0, last)) + " or " + values.get(last);
    }
}
