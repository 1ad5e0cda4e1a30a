package dev.astir.app.projects;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.micronaut.core.annotation.Introspected;
import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Something an organization's people work on.
 *
 * <p>Immutable.
 *
 * @param name 1 to 255 characters; names need not be unique
 * @param description at most 2,000 characters
 * @param createdBy the user who created it
 */
@Introspected
@JsonInclude(JsonInclude.Include.ALWAYS)
@MappedEntity("projects")
public record Project(
        @Id UUID id,
        UUID organizationId,
        String name,
        @Nullable String description,
        UUID createdBy,
        Instant createdAt) {}
