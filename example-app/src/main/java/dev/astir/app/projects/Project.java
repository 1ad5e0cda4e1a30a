package dev.astir.app.projects;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.micronaut.core.annotation.Introspected;
import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import io.swagger.v3.oas.annotations.media.Schema;
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
@Schema(
        example =
                """
                {"id": "01934bb0-4d20-7c61-b7aa-0f4e5d6c7b03",
                 "organizationId": "01934ba0-0c11-7a52-8d6e-5b8a4f2c1d01", "name": "Billing",
                 "description": "Invoices, and who pays them",
                 "createdBy": "01934ba0-0c1f-7f3b-9a10-6c2e7d4b8e02", "createdAt": "2026-11-20T10:00:00Z"}\
                """)
public record Project(
        @Id UUID id,
        UUID organizationId,
        String name,
        @Nullable String description,
        UUID createdBy,
        Instant createdAt) {}
