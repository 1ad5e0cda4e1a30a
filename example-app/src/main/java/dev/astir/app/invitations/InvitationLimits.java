package dev.astir.app.invitations;

import dev.astir.app.identity.Emails;
import dev.astir.app.web.ClientAddress;
import dev.astir.app.web.ProblemException;
import dev.astir.app.web.RateLimit;
import dev.astir.app.web.RateLimits;
import io.micronaut.http.HttpRequest;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * How often somebody may be invited, so that nobody's mailbox is filled by an organization that was
 * made for it, and how often a link may be tried. Thread-safe.
 */
@Singleton
class InvitationLimits {

    /** Links that one organization makes: its people at once, or a few a minute. */
    static final RateLimit LINKS = RateLimit.of("invitations", 200, Duration.ofHours(1));

    /** Links for one address that one organization makes. */
    static final RateLimit SAME_ADDRESS =
            RateLimit.of("invitations-of-address", 5, Duration.ofHours(1));

    /** Mails with links to one address, of all organizations. */
    static final RateLimit MAILS = RateLimit.of("invitation-mails", 20, Duration.ofHours(1));

    /** Links of one client address that let nobody in; nobody can guess one, but all may ask. */
    static final RateLimit REFUSED = RateLimit.of("invitation-links", 60, Duration.ofMinutes(1));

    private final RateLimits limits;
    private final ClientAddress addresses;

    InvitationLimits(RateLimits limits, ClientAddress addresses) {
        this.limits = limits;
        this.addresses = addresses;
    }

    /**
     * Before a link is made.
     *
     * @throws ProblemException 429
     */
    void invites(UUID organizationId, String email, boolean byMail) {
        String address = Emails.key(email);
        limits.take(
                SAME_ADDRESS,
                organizationId + " " + address,
                address + " was invited often; try again later.");
        if (byMail) {
            limits.takeUntold(MAILS, address, address + " was invited often; try again later.");
        }
        limits.take(
                LINKS,
                organizationId.toString(),
                "Your organization invited many people; try again later.");
    }

    /**
     * What somebody does with a link.
     *
     * @throws ProblemException 429 in place of what the work throws, when links were refused often
     */
    <T> T judging(HttpRequest<?> request, Supplier<T> work) {
        try {
            return work.get();
        } catch (ProblemException e) {
            // A good link is not refused for what others tried from here.
            if (e.isGone() && !addresses.isShared(request)) {
                limits.take(
                        REFUSED,
                        addresses.key(request),
                        "Too many links that are not good; try again later.");
            }
            throw e;
        }
    }
}
