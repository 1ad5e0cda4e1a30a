package dev.astir.app.invitations;

import dev.astir.app.identity.Caller;
import dev.astir.app.identity.PasswordRule;
import dev.astir.app.mail.Mailer;
import dev.astir.app.organizations.Organization;
import dev.astir.app.organizations.Organizations;
import dev.astir.app.people.People;
import dev.astir.app.platform.OpaqueTokens;
import dev.astir.app.tenancy.Transactions;
import dev.astir.app.trail.Trail;
import dev.astir.app.web.Page;
import dev.astir.app.web.ProblemException;
import dev.astir.app.web.PublicAddress;
import jakarta.inject.Singleton;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Invites people, by mail or by a link that an administrator hands on. An address has one open
 * invitation; a new link of it ends the one before. Methods block. Thread-safe.
 */
@Singleton
class Invitations {

    /** How long a link is good. */
    static final Duration LIFETIME = Duration.ofDays(7);

    /** What a token begins with. */
    private static final String PREFIX = "astir_invite_";

    private final InvitationRepository rows;
    private final InvitationLimits limits;
    private final Organizations organizations;
    private final People people;
    private final Mailer mailer;
    private final PublicAddress address;
    private final PasswordRule rule;
    private final Trail trail;
    private final Transactions transactions;
    private final Clock clock;

    /** A link that is being made. */
    private record Link(String token, Instant now) {

        byte[] hash() {
            return OpaqueTokens.hash(token);
        }

        Instant expiresAt() {
            return now.plus(LIFETIME);
        }
    }

    Invitations(
            InvitationRepository rows,
            InvitationLimits limits,
            Organizations organizations,
            People people,
            Mailer mailer,
            PublicAddress address,
            PasswordRule rule,
            Trail trail,
            Transactions transactions,
            Clock clock) {
        this.rows = rows;
        this.limits = limits;
        this.organizations = organizations;
        this.people = people;
        this.mailer = mailer;
        this.address = address;
        this.rule = rule;
        this.trail = trail;
        this.transactions = transactions;
        this.clock = clock;
    }

    Page<Invitation> page(UUID organizationId, @Nullable UUID after, int limit) {
        List<Invitation> found =
                transactions.inOrganization(
                        organizationId, () -> rows.page(organizationId, now(), after, limit + 1));
        return Page.of(found, limit, invitation -> invitation.id().toString());
    }

    /**
     * Invites an address, or renews the invitation that it has: with this role and team, and a link
     * of its own.
     *
     * @param locale of the mail
     * @throws ProblemException 409 {@code email-taken} when somebody has this e-mail already, 400
     *     when there is no such team, 429 after too many
     */
    IssuedInvitation invite(Caller caller, InvitationRequest request, Locale locale) {
        UUID organizationId = caller.organizationId();
        String email = request.email().strip();
        return issue(
                caller,
                Boolean.TRUE.equals(request.link()),
                email,
                locale,
                link -> {
                    // Nobody with this e-mail comes in meanwhile.
                    organizations.hold(organizationId);
                    if (rows.isTaken(organizationId, email)) {
                        throw ProblemException.conflict(
                                "email-taken", "Somebody here has this e-mail already.");
                    }
                    UUID teamId = request.teamId();
                    if (teamId != null) {
                        people.requireTeam(organizationId, teamId);
                    }
                    return Objects.requireNonNull(
                            rows.save(
                                    organizationId,
                                    UUID.randomUUID(),
                                    email,
                                    request.role(),
                                    teamId,
                                    link.hash(),
                                    caller.userId(),
                                    link.now(),
                                    link.expiresAt()));
                },
                "invitation.sent");
    }

    /**
     * Makes another link for an invitation; the one before ends.
     *
     * @param asLink whether to answer the link, in place of a mail
     * @param locale of the mail
     * @throws ProblemException 404 when there is no such invitation, or it is over; 429 after too
     *     many
     */
    IssuedInvitation resend(Caller caller, UUID id, boolean asLink, Locale locale) {
        UUID organizationId = caller.organizationId();
        Invitation before =
                transactions
                        .inOrganization(organizationId, () -> rows.find(organizationId, id, now()))
                        .orElseThrow(ProblemException::notFound);
        return issue(
                caller,
                asLink,
                before.email(),
                locale,
                link -> {
                    InvitationRepository.@Nullable Changed renewed =
                            rows.renew(
                                    organizationId,
                                    id,
                                    link.hash(),
                                    caller.userId(),
                                    link.now(),
                                    link.expiresAt());
                    if (renewed == null) {
                        throw ProblemException.notFound();
                    }
                    return renewed;
                },
                "invitation.sent-again");
    }

    private IssuedInvitation issue(
            Caller caller,
            boolean asLink,
            String email,
            Locale locale,
            Function<Link, InvitationRepository.Changed> store,
            String action) {
        UUID organizationId = caller.organizationId();
        boolean byMail = mailer.isConfigured() && !asLink;
        limits.invites(organizationId, email, byMail);
        Link link = new Link(OpaqueTokens.generate(PREFIX), now());
        // After the #, so that the token gets into no log on its way, nor into a Referer.
        URI url = address.link("/accept-invitation#token=" + link.token());
        return transactions.inOrganization(
                organizationId,
                () -> {
                    InvitationRepository.Changed stored = store.apply(link);
                    withdraw(organizationId, stored);
                    rows.mailed(
                            organizationId,
                            stored.id(),
                            byMail ? mail(caller, stored, url, link, locale) : null);
                    Map<String, Object> details = details(stored);
                    details.put("by", byMail ? "mail" : "link");
                    trail.changed(caller.actor(), action, null, details);
                    return new IssuedInvitation(
                            rows.find(organizationId, stored.id(), link.now()).orElseThrow(),
                            byMail ? null : url);
                });
    }

    private UUID mail(
            Caller caller,
            InvitationRepository.Changed invitation,
            URI url,
            Link link,
            Locale locale) {
        Organization organization = organizations.get(caller.organizationId());
        return mailer.send(
                caller.organizationId(),
                InvitationMail.write(
                        locale,
                        invitation.email(),
                        caller.name(),
                        organization.name(),
                        rule.admits(caller.organizationId(), invitation.role()),
                        url,
                        link.expiresAt()));
    }

    /**
     * Ends an invitation; its link lets nobody in any more.
     *
     * @throws ProblemException 404 when there is no such invitation, or it is over
     */
    void revoke(Caller caller, UUID id) {
        UUID organizationId = caller.organizationId();
        transactions.inOrganization(
                organizationId,
                () -> {
                    InvitationRepository.@Nullable Changed revoked =
                            rows.revoke(organizationId, id, now());
                    if (revoked == null) {
                        throw ProblemException.notFound();
                    }
                    withdraw(organizationId, revoked);
                    trail.changed(caller.actor(), "invitation.revoked", null, details(revoked));
                });
    }

    /** What was not sent yet has a link that means nothing. */
    private void withdraw(UUID organizationId, InvitationRepository.Changed changed) {
        UUID mailId = changed.mailId();
        if (mailId != null) {
            mailer.withdraw(organizationId, mailId);
        }
    }

    private static Map<String, Object> details(InvitationRepository.Changed invitation) {
        Map<String, Object> details = new HashMap<>();
        details.put("invitationId", invitation.id());
        details.put("email", invitation.email());
        details.put("role", invitation.role());
        UUID teamId = invitation.teamId();
        if (teamId != null) {
            details.put("teamId", teamId);
        }
        return details;
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
