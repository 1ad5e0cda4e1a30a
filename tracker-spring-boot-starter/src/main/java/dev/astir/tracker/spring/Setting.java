package dev.astir.tracker.spring;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;

/** Reports wrong settings under the name of their property, as Spring Boot does. */
final class Setting {
    private Setting() {}

    /** Hands a value on to where its bounds are known. */
    static <T, R> R apply(String property, T value, Function<T, R> setter) {
        try {
            return setter.apply(value);
        } catch (IllegalArgumentException e) {
            InvalidConfigurationPropertyValueException wrong =
                    wrong(property, value, e.getMessage() + ".");
            // Not as its cause, which the constructor sets to none for good.
            wrong.addSuppressed(e);
            throw wrong;
        }
    }

    static InvalidConfigurationPropertyValueException wrong(
            String property, @Nullable Object value, String reason) {
        return new InvalidConfigurationPropertyValueException(
                "astir.tracker." + property, value, reason);
    }
}
