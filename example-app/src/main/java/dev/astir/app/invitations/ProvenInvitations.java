package dev.astir.app.invitations;

import dev.astir.app.identity.User;
import dev.astir.app.mail.Mailer;
import dev.astir.app.people.People;
import dev.astir.app.trail.Actor;
import dev.astir.app.trail.Trail;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Lets in whoever was invited and has proven to own the e-mail in another way than by the link: an
 * identity provider of the organization says so. Thread-safe.
 */
@Singleton
public class ProvenInvitations {

    private final InvitationLinkRepository rows;
    private final People people;
    private final Mailer mailer;
    private final Trail trail;
    private final Clock clock;

    ProvenInvitations(
            InvitationLinkRepository rows, People people, Mailer mailer, Trail trail, Clock clock) {
        this.rows = rows;
        this.people = people;
        this.mailer = mailer;
        this.trail = trail;
        this.clock = clock;
    }

    /**
     * Makes the person, without a password, with the invitation's role and team; in a transaction
     * that holds the organization. The invitation's link leads nowhere after that.
     *
     * @param email which is known to be theirs
     * @param via who proved it, for the trail
     * @return empty when no invitation of the e-mail is good: none was sent, or it is over, or who
     *     sent it may not invite any more
     */
    public Optional<User> accept(UUID organizationId, String email, String name, String via) {
        InvitationLinkRepository.Accepted accepted =
                rows.acceptProven(organizationId, email, clock.instant());
        if (accepted == null) {
            return Optional.empty();
        }
        UUID mailId = accepted.mailId();
        if (mailId != null) {
            mailer.withdraw(organizationId, mailId);
        }
        User user =
                people.joinWithoutPassword(
                        organizationId, name, email, accepted.role(), accepted.teamId());
        trail.changed(
                new Actor(organizationId, user.id(), via),
                "invitation.accepted",
                user.id(),
                Map.of("invitationId", accepted.id(), "role", accepted.role()));
        return Optional.of(user);
    }
}
