package dev.astir.app.policies;

import java.util.Optional;
import java.util.UUID;

/**
 * Published in the transaction that changes what applies to people: a new version, for all of an
 * organization, or an acknowledgement. Immutable.
 *
 * @param userId who acknowledged; empty for everybody
 */
record PolicyChanged(UUID organizationId, Optional<UUID> userId) {}
