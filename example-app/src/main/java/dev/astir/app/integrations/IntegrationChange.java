package dev.astir.app.integrations;

import dev.astir.app.web.SingleLine;
import dev.astir.app.web.StorableText;
import io.micronaut.core.annotation.Introspected;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/**
 * What is to be another; a field that is absent stays as it is. Immutable.
 *
 * @param status {@code active} or {@code paused}
 */
@Introspected
record IntegrationChange(
        @Nullable @Size(min = 1, max = 100) @StorableText @SingleLine String name,
        @Nullable @Valid Mapping mapping,
        @Nullable
                @Pattern(
                        regexp = Integration.ACTIVE + "|" + Integration.PAUSED,
                        message = "must be active or paused")
                String status) {

    IntegrationChange {
        name = name == null ? null : name.strip();
    }
}
