package dev.astir.app.projects;

import dev.astir.app.web.SingleLine;
import dev.astir.app.web.StorableText;
import io.micronaut.core.annotation.Introspected;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/**
 * A project as a client sends it.
 *
 * <p>Immutable.
 *
 * @param name blanks around it are dropped
 * @param description a blank one is none
 */
@Introspected
@Schema(
        example =
                """
                {"name": "Billing", "description": "Invoices, and who pays them"}\
                """)
record ProjectRequest(
        @NotBlank @Size(max = 255) @StorableText @SingleLine String name,
        @Nullable @Size(max = 2_000) @StorableText String description) {

    ProjectRequest {
        // What is missing is found by the validation, once this exists.
        name = name == null ? name : name.strip();
        description = description == null || description.isBlank() ? null : description;
    }
}
