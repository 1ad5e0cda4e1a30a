package dev.astir.app.people;

import dev.astir.app.identity.Role;
import dev.astir.app.identity.Status;
import dev.astir.app.web.IanaTimeZone;
import io.micronaut.core.annotation.Introspected;
import org.jspecify.annotations.Nullable;

/** What may change of a person; a field that is absent stays as it is. Immutable. */
@Introspected
public record PersonChanges(
        @Nullable Role role, @Nullable Status status, @Nullable @IanaTimeZone String timeZone) {}
