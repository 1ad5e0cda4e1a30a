package dev.astir.tracker.micronaut;

import io.micronaut.context.BeanProvider;
import io.micronaut.context.env.Environment;
import io.micronaut.core.convert.ConversionService;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiPredicate;

/**
 * The settings, looked at before Micronaut binds them: it would take any text that is not {@code
 * true} for false, and hide the property of another wrong value below a path of beans. Immutable,
 * so safe for use by several threads.
 */
@Singleton
final class Settings {
    private static final Map<String, Kind> KINDS =
            new TreeMap<>(
                    Map.ofEntries(
                            Map.entry("enabled", Kind.SWITCH),
                            Map.entry("activity", Kind.SWITCH),
                            Map.entry("create-tables", Kind.SWITCH),
                            Map.entry("body-limit", Kind.SIZE),
                            Map.entry("max-id-length", Kind.NUMBER),
                            Map.entry("max-activity-length", Kind.NUMBER),
                            Map.entry("max-batch-size", Kind.NUMBER),
                            Map.entry("max-pending", Kind.NUMBER),
                            Map.entry("flush-interval", Kind.DURATION),
                            Map.entry("granularity", Kind.DURATION),
                            Map.entry("shutdown-timeout", Kind.DURATION)));

    private static final Set<String> SWITCHES =
            Set.of("true", "false", "yes", "no", "y", "n", "on", "off");

    private enum Kind {
        SWITCH(
                "true or false",
                (value, conversion) -> SWITCHES.contains(value.toLowerCase(Locale.ROOT))),
        SIZE(
                "a number of bytes such as 65536 or 64KB",
                (value, conversion) -> value.matches("(?i)\\d{1,9}([KMG]B)?")),
        NUMBER(
                "a whole number",
                (value, conversion) -> conversion.convert(value, Integer.class).isPresent()),
        DURATION(
                "a duration such as 500ms, 10s or PT1M",
                (value, conversion) -> conversion.convert(value, Duration.class).isPresent());

        private final String allowed;
        private final BiPredicate<String, ConversionService> takes;

        Kind(String allowed, BiPredicate<String, ConversionService> takes) {
            this.allowed = allowed;
            this.takes = takes;
        }
    }

    private final TrackerConfiguration configuration;

    Settings(
            Environment environment,
            ConversionService conversion,
            BeanProvider<TrackerConfiguration> configuration) {
        KINDS.forEach((property, kind) -> check(environment, conversion, property, kind));
        this.configuration = configuration.get();
    }

    private static void check(
            Environment environment, ConversionService conversion, String property, Kind kind) {
        Optional<String> value = environment.getProperty(Setting.name(property), String.class);
        if (value.isPresent() && !kind.takes.test(value.get(), conversion)) {
            throw Setting.wrong(property, value.get(), kind.allowed);
        }
    }

    TrackerConfiguration configuration() {
        return configuration;
    }
}
