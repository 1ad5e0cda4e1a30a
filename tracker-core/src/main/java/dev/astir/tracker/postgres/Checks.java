package dev.astir.tracker.postgres;

import java.time.Duration;
import java.util.Objects;

/** Checks of settings, with errors that name them. */
final class Checks {

    private Checks() {}

    static Duration between(String name, Duration value, Duration min, Duration max) {
        Objects.requireNonNull(value, name);
        if (value.compareTo(min) < 0 || value.compareTo(max) > 0) {
            throw new IllegalArgumentException(
                    name + " must be from " + min + " to " + max + ", but is " + value);
        }
        return value;
    }

    static int between(String name, int value, int min, int max) {
        if (value < min || value > max) {
            throw new IllegalArgumentException(
                    name + " must be " + min + " to " + max + ", but is " + value);
        }
        return value;
    }
}
