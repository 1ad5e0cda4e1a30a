package dev.astir.app.web;

import io.micronaut.context.annotation.Factory;
import io.micronaut.validation.validator.constraints.ConstraintValidator;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.ZoneId;

/** How the app's own constraints are checked; null is left to {@code @NotNull}. */
@Factory
final class Constraints {

    private static final Instant EARLIEST = Instant.parse("0001-01-01T00:00:00Z");
    private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59Z");

    @Singleton
    ConstraintValidator<StorableText, CharSequence> storableText() {
        return (value, annotation, context) -> value == null || Texts.isStorable(value.toString());
    }

    @Singleton
    ConstraintValidator<StorableTime, Instant> storableTime() {
        return (value, annotation, context) ->
                value == null || (!value.isBefore(EARLIEST) && !value.isAfter(LATEST));
    }

    @Singleton
    ConstraintValidator<IanaTimeZone, CharSequence> timeZone() {
        return (value, annotation, context) ->
                value == null || ZoneId.getAvailableZoneIds().contains(value.toString());
    }
}
