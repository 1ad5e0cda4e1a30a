package dev.astir.app.invitations;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.astir.app.identity.Role;
import dev.astir.app.mail.MailStatus;
import io.micronaut.core.annotation.Introspected;
import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An invitation that nobody has accepted yet, as administrators see it. Its link is not kept.
 * Immutable.
 *
 * @param invitedBy who sent it last
 * @param invitedByName that person's name; null when there is no such person any more
 * @param sentAt when its link was made
 * @param mail how far the mail got; null where the link went by hand
 * @param mailError why it was not sent, or not yet
 */
@Introspected
@JsonInclude(JsonInclude.Include.ALWAYS)
@MappedEntity("invitations")
record Invitation(
        @Id UUID id,
        String email,
        Role role,
        @Nullable UUID teamId,
        @Nullable String teamName,
        UUID invitedBy,
        @Nullable String invitedByName,
        Instant createdAt,
        Instant sentAt,
        Instant expiresAt,
        InvitationState state,
        @Nullable MailStatus mail,
        @Nullable String mailError) {}
