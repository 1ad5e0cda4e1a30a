package dev.astir.app.devices;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.micronaut.core.annotation.Introspected;
import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An enrolled device, as the API shows it.
 *
 * <p>Immutable.
 *
 * @param userId whose device it is
 * @param userName that person's name
 * @param version the agent's version; null until it connected once
 * @param acknowledgedPolicy the policy version that the person agreed to when enrolling
 * @param lastSeenAt when it last greeted, sent a batch or asked; null before the first time
 */
@Introspected
@JsonInclude(JsonInclude.Include.ALWAYS)
@MappedEntity("agents")
public record Agent(
        @Id UUID id,
        UUID userId,
        String userName,
        String hostname,
        String os,
        @Nullable String version,
        AgentStatus status,
        int acknowledgedPolicy,
        Instant enrolledAt,
        @Nullable Instant lastSeenAt) {}
