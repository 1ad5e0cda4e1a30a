package dev.astir.tracker.spring;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.context.annotation.Conditional;

/**
 * Matches if {@code astir.tracker.enabled} is true, as it is by default. Unlike {@code
 * ConditionalOnBooleanProperty}, this takes each value that Spring Boot binds to a boolean: also
 * {@code on}, {@code yes}, {@code 1}, {@code off}, {@code no} and {@code 0}.
 */
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@Documented
@Conditional(OnTrackingCondition.class)
public @interface ConditionalOnTracking {

    /** What the setting has to be. */
    boolean value() default true;
}
