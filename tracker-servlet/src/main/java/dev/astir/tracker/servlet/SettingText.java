package dev.astir.tracker.servlet;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Settings that are given as text. What is wrong with one is said in an {@link
 * IllegalArgumentException} with the setting's name, what is allowed, and the text.
 */
final class SettingText {
    private static final Pattern SIMPLE = Pattern.compile("(\\d{1,18})(ms|s|m|h|d)");

    private SettingText() {}

    static int number(String name, String text) {
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException e) {
            throw wrong(name, "a whole number of at most " + Integer.MAX_VALUE, text, e);
        }
    }

    static boolean flag(String name, String text) {
        return switch (text) {
            case "true" -> true;
            case "false" -> false;
            default -> throw wrong(name, "true or false", text, null);
        };
    }

    static Duration duration(String name, String text) {
        try {
            Matcher simple = SIMPLE.matcher(text);
            return simple.matches()
                    ? duration(Long.parseLong(simple.group(1)), simple.group(2))
                    : Duration.parse(text);
        } catch (ArithmeticException | DateTimeParseException e) {
            throw wrong(
                    name, "a duration such as 500ms, 1s, 2m, 1h, 1d or the ISO-8601 PT1S", text, e);
        }
    }

    private static Duration duration(long number, String unit) {
        return switch (unit) {
            case "ms" -> Duration.ofMillis(number);
            case "s" -> Duration.ofSeconds(number);
            case "m" -> Duration.ofMinutes(number);
            case "h" -> Duration.ofHours(number);
            default -> Duration.ofDays(number);
        };
    }

    private static IllegalArgumentException wrong(
            String name, String allowed, String text, @Nullable Exception cause) {
        return new IllegalArgumentException(
                "%s must be %s, but is \"%s\"".formatted(name, allowed, text), cause);
    }
}
