package dev.astir.app.policies;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.micronaut.core.annotation.Introspected;
import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a person agreed to. Immutable.
 *
 * @param version the newest version that they acknowledged; null for none
 * @param at when they did
 */
@Introspected
@MappedEntity("users")
record Agreement(
        @Id UUID userId,
        String name,
        @JsonInclude(JsonInclude.Include.ALWAYS) @Nullable Integer version,
        @JsonInclude(JsonInclude.Include.ALWAYS) @Nullable Instant at) {}
