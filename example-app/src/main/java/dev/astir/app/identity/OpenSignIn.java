package dev.astir.app.identity;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.micronaut.core.annotation.Introspected;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A sign-in that holds, as its person knows it. Immutable.
 *
 * @param lastUsedAt when it was last renewed, which a program that is open does every few minutes
 * @param address from where that was; null for one of an earlier version
 * @param current whether this very request belongs to it
 */
@Introspected
@JsonInclude
record OpenSignIn(
        UUID id,
        Instant createdAt,
        Instant lastUsedAt,
        @Nullable String address,
        ClientProgram client,
        boolean current) {}
