package dev.astir.app.categories;

import io.micronaut.core.annotation.Introspected;
import jakarta.validation.Valid;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A change that somebody thinks of. Immutable.
 *
 * @param id the category that is to change, or to end; null for a new one
 * @param category what it is to be; null when it is to end
 */
@Introspected
public record PreviewRequest(@Nullable UUID id, @Nullable @Valid CategoryRequest category) {}
