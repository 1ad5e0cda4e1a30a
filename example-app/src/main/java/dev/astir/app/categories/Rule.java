package dev.astir.app.categories;

import dev.astir.app.web.StorableText;
import io.micronaut.core.annotation.Introspected;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;

/** What belongs to a category. Immutable. */
@Introspected
public record Rule(
        @NotNull Field field,
        @NotNull Match match,
        @NotBlank @Size(max = MAX_PATTERN_LENGTH) @StorableText String pattern) {

    static final int MAX_PATTERN_LENGTH = 200;
}
