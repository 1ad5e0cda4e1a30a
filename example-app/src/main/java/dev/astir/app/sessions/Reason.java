package dev.astir.app.sessions;

import dev.astir.app.web.StorableText;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Why somebody changes time by hand: a text of 1 to 500 characters, not all of them blank. */
@Documented
@Size(max = 500, message = Reason.MESSAGE)
@Pattern(regexp = "(?s).*\\S.*", message = Reason.MESSAGE)
@StorableText
@Target({ElementType.FIELD, ElementType.PARAMETER, ElementType.RECORD_COMPONENT})
@Retention(RetentionPolicy.RUNTIME)
@interface Reason {

    /** What a refused reason must be. */
    String MESSAGE = "must be a reason of 1 to 500 characters";
}
