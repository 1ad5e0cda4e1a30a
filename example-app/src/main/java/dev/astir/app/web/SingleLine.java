package dev.astir.app.web;

import jakarta.validation.Constraint;
import jakarta.validation.Payload;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A name that others see: a line of its own that looks like nobody else's, see {@link
 * VisibleNames}. Blank ones, and what cannot be stored, are left to the other constraints.
 */
@Documented
@Constraint(validatedBy = {})
@Target({
    ElementType.FIELD,
    ElementType.PARAMETER,
    ElementType.TYPE_USE,
    ElementType.RECORD_COMPONENT
})
@Retention(RetentionPolicy.RUNTIME)
public @interface SingleLine {

    /** What a refused text must be. */
    String message() default
            "must be one line of visible characters, without any that control, are unseen or set"
                    + " the direction of writing";

    /** Unused. */
    Class<?>[] groups() default {};

    /** Unused. */
    Class<? extends Payload>[] payload() default {};
}
