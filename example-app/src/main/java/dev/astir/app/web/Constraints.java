package dev.astir.app.web;

import io.micronaut.context.annotation.Factory;
import io.micronaut.validation.validator.constraints.ConstraintValidator;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.ZoneId;

/** How the app's own constraints are checked; null is left to {@code @NotNull}. */
@Factory
final class Constraints {

    @Singleton
    ConstraintValidator<StorableText, CharSequence> storableText() {
        return (value, annotation, context) -> value == null || Texts.isStorable(value.toString());
    }

    @Singleton
    ConstraintValidator<SingleLine, CharSequence> singleLine() {
        return (value, annotation, context) ->
                value == null || VisibleNames.isOne(value.toString());
    }

    @Singleton
    ConstraintValidator<StorableTime, Instant> storableTime() {
        return (value, annotation, context) ->
                value == null
                        || (!value.isBefore(StorableTime.EARLIEST)
                                && !value.isAfter(StorableTime.LATEST));
    }

    @Singleton
    ConstraintValidator<IanaTimeZone, CharSequence> timeZone() {
        return (value, annotation, context) ->
                value == null || ZoneId.getAvailableZoneIds().contains(value.toString());
    }
}
