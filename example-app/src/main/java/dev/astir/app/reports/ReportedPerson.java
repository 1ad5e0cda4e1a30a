package dev.astir.app.reports;

import io.micronaut.core.annotation.Introspected;
import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Somebody of whom a report tells. Immutable. */
@Introspected
@MappedEntity("users")
record ReportedPerson(@Id UUID id, String name, @Nullable UUID teamId, String timeZone) {}
