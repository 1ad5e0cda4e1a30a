package dev.astir.app.web;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** How many items of a list a caller may ask for at once: 1 to {@link Page#MAX_LIMIT}. */
@Documented
@Min(value = 1, message = PageLimit.MESSAGE)
@Max(value = Page.MAX_LIMIT, message = PageLimit.MESSAGE)
@Target(ElementType.PARAMETER)
@Retention(RetentionPolicy.RUNTIME)
public @interface PageLimit {

    /** What a refused limit must be. */
    String MESSAGE = "must be a number from 1 to " + Page.MAX_LIMIT;
}
