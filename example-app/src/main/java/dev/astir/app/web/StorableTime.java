package dev.astir.app.web;

import jakarta.validation.Constraint;
import jakarta.validation.Payload;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.time.Instant;

/** A time of the years 1 to 9999: the database keeps fewer years than Java knows. */
@Documented
@Constraint(validatedBy = {})
@Target({
    ElementType.FIELD,
    ElementType.PARAMETER,
    ElementType.TYPE_USE,
    ElementType.RECORD_COMPONENT
})
@Retention(RetentionPolicy.RUNTIME)
public @interface StorableTime {

    /** The earliest time that can be kept. */
    Instant EARLIEST = Instant.parse("0001-01-01T00:00:00Z");

    /** The latest time that can be kept. */
    Instant LATEST = Instant.parse("9999-12-31T23:59:59Z");

    /** What a refused time must be. */
    String message() default "must be a time from 0001-01-01T00:00:00Z to 9999-12-31T23:59:59Z";

    /** Unused. */
    Class<?>[] groups() default {};

    /** Unused. */
    Class<? extends Payload>[] payload() default {};
}
