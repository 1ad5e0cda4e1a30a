package dev.astir.app.presence;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Whose presence it is.
 *
 * <p>Immutable.
 *
 * @param lastSeen when they were last here, as noted when they left; null if never
 */
record Person(UUID id, String name, @Nullable Instant lastSeen) {}
