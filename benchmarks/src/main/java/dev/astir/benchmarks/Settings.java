package dev.astir.benchmarks;

import org.jspecify.annotations.Nullable;

/**
 * The numbers of the load programs, which a system property can change: for a short trial, {@code
 * -Dastir.bench.seconds=2} sets all lengths of time that are not set by a property of their own.
 */
public final class Settings {
    private static final String PREFIX = "astir.bench.";

    private Settings() {}

    /** The property {@code astir.bench.NAME}, or a default. */
    public static int number(String name, int byDefault) {
        String property = PREFIX + name;
        String text = System.getProperty(property, Integer.toString(byDefault));
        int number;
        try {
            number = Integer.parseInt(text);
        } catch (NumberFormatException e) {
            throw wrong(property, text, e);
        }
        if (number < 1) {
            throw wrong(property, text, null);
        }
        return number;
    }

    /** The property {@code astir.bench.NAME} as text, or a default. */
    public static String text(String name, String byDefault) {
        return System.getProperty(PREFIX + name, byDefault);
    }

    /** As a number, but {@code astir.bench.seconds} comes before the default. */
    public static int seconds(String name, int byDefault) {
        return number(name, number("seconds", byDefault));
    }

    private static IllegalArgumentException wrong(
            String property, String text, @Nullable NumberFormatException cause) {
        return new IllegalArgumentException(
                "%s must be a whole number from 1, but is \"%s\"".formatted(property, text), cause);
    }
}
