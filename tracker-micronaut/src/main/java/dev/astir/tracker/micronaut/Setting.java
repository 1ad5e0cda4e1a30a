package dev.astir.tracker.micronaut;

import io.micronaut.context.exceptions.BeanInstantiationException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reports wrong settings under the name of their property, in the first line of what is logged. */
final class Setting {
    private Setting() {}

    /**
     * Hands a value on to where its bounds are known.
     *
     * @param property without the prefix
     * @param setter names the field in the first word of its complaints
     */
    static <T> void apply(String property, T value, Function<T, ?> setter) {
        try {
            Object unused = setter.apply(value);
        } catch (IllegalArgumentException e) {
            throw wrong(property, e);
        }
    }

    /** As {@link #apply}, if there is a value. */
    static <T> void applyIfSet(String property, @Nullable T value, Function<T, ?> setter) {
        if (value != null) {
            apply(property, value, setter);
        }
    }

    static BeanInstantiationException wrong(String property, IllegalArgumentException cause) {
        String complaint = String.valueOf(cause.getMessage());
        String withoutField = complaint.substring(complaint.indexOf(' ') + 1);
        return new BeanInstantiationException(name(property) + " " + withoutField, cause);
    }

    static BeanInstantiationException wrong(String property, String value, String allowed) {
        return wrong(
                property,
                new IllegalArgumentException(
                        "%s must be %s, but is \"%s\"".formatted(property, allowed, value)));
    }

    static String name(String property) {
        return TrackerConfiguration.PREFIX + "." + property;
    }
}
