package dev.astir.app.invitations;

import dev.astir.app.identity.Role;
import dev.astir.app.web.SingleLine;
import io.micronaut.core.annotation.Introspected;
import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Whom to invite. Immutable.
 *
 * @param teamId the team that they will be in; null for none
 * @param link true to get the link, in place of a mail
 */
@Introspected
record InvitationRequest(
        @NotBlank @Email @Size(max = 254) @SingleLine String email,
        @NotNull Role role,
        @Nullable UUID teamId,
        @Nullable Boolean link) {}
