package dev.astir.app.invitations;

import dev.astir.app.identity.PasswordRule;
import dev.astir.app.identity.Passwords;
import dev.astir.app.identity.User;
import dev.astir.app.invitations.InvitationLinkRepository.Link;
import dev.astir.app.organizations.Organizations;
import dev.astir.app.people.People;
import dev.astir.app.platform.OpaqueTokens;
import dev.astir.app.tenancy.Transactions;
import dev.astir.app.trail.Actor;
import dev.astir.app.trail.Trail;
import dev.astir.app.web.ProblemException;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Lets in whoever has the link of an invitation, once. Role and team are the invitation's, and it
 * is good only as long as who sent it may invite: an administrator who was suspended has not left a
 * door behind. Methods block. Thread-safe.
 */
@Singleton
class Acceptance {

    private final InvitationLinkRepository rows;
    private final Organizations organizations;
    private final People people;
    private final Passwords passwords;
    private final PasswordRule rule;
    private final Trail trail;
    private final Transactions transactions;
    private final Clock clock;

    Acceptance(
            InvitationLinkRepository rows,
            Organizations organizations,
            People people,
            Passwords passwords,
            PasswordRule rule,
            Trail trail,
            Transactions transactions,
            Clock clock) {
        this.rows = rows;
        this.organizations = organizations;
        this.people = people;
        this.passwords = passwords;
        this.rule = rule;
        this.trail = trail;
        this.transactions = transactions;
        this.clock = clock;
    }

    /**
     * What a link leads to.
     *
     * @throws ProblemException 410 when it is not good, and why
     */
    Link look(String token) {
        Link link =
                transactions
                        .asSystem(() -> rows.find(OpaqueTokens.hash(token)))
                        .orElseThrow(Acceptance::unknown);
        if (link.acceptedAt() != null) {
            throw ProblemException.gone(
                    "invitation-used", "This invitation was accepted already; sign in instead.");
        }
        if (link.revokedAt() != null || !link.backed()) {
            throw ProblemException.gone(
                    "invitation-revoked", "This invitation was taken back; ask for another one.");
        }
        if (!clock.instant().isBefore(link.expiresAt())) {
            throw ProblemException.gone(
                    "invitation-expired", "This invitation has expired; ask for another one.");
        }
        return link;
    }

    /** Whether it is accepted with a password; else by one of {@link #providers} alone. */
    boolean isByPassword(Link link) {
        return rule.admits(link.organizationId(), link.role());
    }

    /** The organization's identity providers that vouch for such an e-mail. */
    List<InvitationLinkRepository.Provider> providers(Link link) {
        return transactions.asSystem(() -> rows.providersOf(link.organizationId(), link.email()));
    }

    /**
     * Makes the person, with a password of their own for this organization, whatever they have in
     * others.
     *
     * @throws ProblemException as {@link #look}; 403 {@code single-sign-on-required} where the
     *     organization signs in without passwords; 400 when the rules do not allow the password,
     *     which leaves the link as it is; 409 {@code email-taken} when somebody has the e-mail by
     *     now; 429 when too many sign in at once
     */
    User accept(String token, String name, String password) {
        Link link = look(token);
        UUID organizationId = link.organizationId();
        // Else a link would be a way past the provider that the organization signs in by.
        rule.admit(organizationId, link.role());
        // Nobody guesses a token, so who has one is no stranger.
        String hash = passwords.hash(organizationId, link.email(), password);
        try {
            return transactions.inOrganization(
                    organizationId, () -> accept(link, OpaqueTokens.hash(token), name, hash));
        } catch (ProblemException e) {
            if (e.isGone()) {
                look(token); // says what it was that came between
            }
            throw e;
        }
    }

    private User accept(Link link, byte[] token, String name, String passwordHash) {
        UUID organizationId = link.organizationId();
        // Who sent it is not suspended meanwhile, and nobody else gets the e-mail.
        organizations.hold(organizationId);
        if (!rows.accept(organizationId, token, clock.instant())) {
            throw unknown();
        }
        User user =
                people.join(
                        organizationId,
                        name,
                        link.email(),
                        passwordHash,
                        link.role(),
                        link.teamId());
        trail.changed(
                Actor.person(organizationId, user.id()),
                "invitation.accepted",
                user.id(),
                Map.of("invitationId", link.id(), "role", link.role()));
        return user;
    }

    private static ProblemException unknown() {
        return ProblemException.gone(
                "invitation-unknown",
                "This link leads to no invitation; perhaps there is a newer one.");
    }
}
