package dev.astir.app.factors;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.micronaut.core.annotation.Introspected;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A passkey, as its person sees it. Immutable. */
@Introspected
@JsonInclude
record Passkey(UUID id, String name, Instant createdAt, @Nullable Instant lastUsedAt) {}
