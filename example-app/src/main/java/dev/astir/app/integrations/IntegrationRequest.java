package dev.astir.app.integrations;

import dev.astir.app.web.SingleLine;
import dev.astir.app.web.StorableText;
import io.micronaut.core.annotation.Introspected;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/**
 * What integration is wanted. Immutable.
 *
 * @param name blanks around it are dropped
 * @param mapping for the kind {@code json}, and for no other
 */
@Introspected
record IntegrationRequest(
        @NotBlank @Size(max = 100) @StorableText @SingleLine String name,
        @NotNull Kind kind,
        @Nullable @Valid Mapping mapping) {

    IntegrationRequest {
        // What is missing is found by the validation, once this exists.
        name = name == null ? name : name.strip();
    }
}
