package dev.astir.app.projects;

import dev.astir.app.web.SingleLine;
import dev.astir.app.web.StorableText;
import io.micronaut.core.annotation.Introspected;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;

/**
 * A task as a client sends it.
 *
 * <p>Immutable.
 *
 * @param name blanks around it are dropped
 */
@Introspected
record TaskRequest(@NotBlank @Size(max = 255) @StorableText @SingleLine String name) {

    TaskRequest {
        // What is missing is found by the validation, once this exists.
        name = name == null ? name : name.strip();
    }
}
