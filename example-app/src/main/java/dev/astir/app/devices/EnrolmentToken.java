package dev.astir.app.devices;

import io.micronaut.core.annotation.Introspected;
import java.time.Instant;
import java.util.UUID;

/**
 * A new enrolment token, shown this once.
 *
 * <p>Immutable.
 *
 * @param userId whose devices it enrols
 * @param maxUses how many devices
 */
@Introspected
record EnrolmentToken(UUID id, String token, UUID userId, Instant expiresAt, int maxUses) {}
