package dev.astir.app.devices;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.micronaut.core.annotation.Introspected;
import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An enrolment token that was made, as the API lists it: never the token itself, which is not kept.
 *
 * <p>Immutable.
 *
 * @param userId whose devices it enrols
 * @param userName that person's name
 * @param createdBy who made it
 * @param createdByName that person's name
 * @param maxUses how many devices it may enrol
 * @param uses how many it did
 * @param revokedAt when it was ended before its time; null when it was not
 */
@Introspected
@JsonInclude(JsonInclude.Include.ALWAYS)
@MappedEntity("enrolment_tokens")
record IssuedToken(
        @Id UUID id,
        UUID userId,
        String userName,
        UUID createdBy,
        String createdByName,
        Instant createdAt,
        Instant expiresAt,
        int maxUses,
        int uses,
        @Nullable Instant revokedAt) {}
