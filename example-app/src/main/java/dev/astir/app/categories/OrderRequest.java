package dev.astir.app.categories;

import io.micronaut.core.annotation.Introspected;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A new order. Immutable.
 *
 * @param teamId whose own categories these are; null for the organization's
 * @param ids all of them, each once; the ratings that a team only overrides have no place
 */
@Introspected
public record OrderRequest(
        @Nullable UUID teamId, @NotNull @Size(max = 500) List<@NotNull UUID> ids) {}
