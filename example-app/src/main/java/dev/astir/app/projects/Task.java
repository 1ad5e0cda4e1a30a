package dev.astir.app.projects;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.micronaut.core.annotation.Introspected;
import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import java.time.Instant;
import java.util.UUID;

/**
 * Something that people do on a project.
 *
 * <p>Immutable.
 *
 * @param name 1 to 255 characters; names need not be unique
 */
@Introspected
@JsonInclude(JsonInclude.Include.ALWAYS)
@MappedEntity("tasks")
public record Task(
        @Id UUID id, UUID organizationId, UUID projectId, String name, Instant createdAt) {}
