package dev.astir.app.identity;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.micronaut.core.annotation.Introspected;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A person as they see themselves. Immutable.
 *
 * @param timeZone their own IANA zone, or else the organization's
 * @param ownTimeZone null where it is the organization's
 */
@Introspected
@JsonInclude
public record Me(
        UUID id,
        UUID organizationId,
        String organizationName,
        String name,
        String email,
        Role role,
        String timeZone,
        @Nullable String ownTimeZone) {}
