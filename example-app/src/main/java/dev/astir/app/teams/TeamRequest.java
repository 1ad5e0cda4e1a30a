package dev.astir.app.teams;

import dev.astir.app.web.SingleLine;
import dev.astir.app.web.StorableText;
import io.micronaut.core.annotation.Introspected;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.UUID;

/**
 * A team as a client sends it. Immutable.
 *
 * @param name blanks around it are dropped
 * @param managerIds all of its managers from now on; naming one twice is no harm
 */
@Introspected
public record TeamRequest(
        @NotBlank @Size(max = 100) @StorableText @SingleLine String name,
        @NotNull @Size(max = 50) List<@NotNull UUID> managerIds) {

    public TeamRequest {
        // What is missing is found by the validation, once this exists.
        name = name == null ? name : name.strip();
    }
}
