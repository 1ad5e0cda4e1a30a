package dev.astir.app.mentions;

import io.micronaut.core.annotation.Introspected;
import java.util.UUID;

/** Somebody who can be mentioned. Immutable. */
@Introspected
record Suggestion(UUID userId, String name) {}
