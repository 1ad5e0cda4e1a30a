package dev.astir.app.integrations;

import dev.astir.app.identity.Credential;
import dev.astir.app.identity.Identity;
import dev.astir.app.identity.Scope;
import dev.astir.app.web.ProblemException;
import dev.astir.app.web.RateLimit;
import dev.astir.app.web.RateLimits;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Asks senders to prove who they are. Thread-safe. */
@Singleton
class Senders {

    /** Of one client address; nobody guesses a secret, but all may try. */
    static final RateLimit REFUSED = RateLimit.of("integration-senders", 60, Duration.ofMinutes(1));

    private static final String EXPECTED =
            "Sign the request with the integration's secret, in the headers webhook-id,"
                    + " webhook-timestamp (within 5 minutes of now) and webhook-signature (Standard"
                    + " Webhooks), as GitHub in X-Hub-Signature-256, or send Authorization: Bearer"
                    + " with an API token that has the scope publish.";

    private final SigningSecrets secrets;
    private final RateLimits limits;
    private final Clock clock;

    Senders(SigningSecrets secrets, RateLimits limits, Clock clock) {
        this.secrets = secrets;
        this.limits = limits;
        this.clock = clock;
    }

    /**
     * Whether the sender has a secret of the integration, or an API token of its organization.
     *
     * @param identity of the token that came with the request; null for none
     */
    boolean isKnown(Integration integration, Delivery delivery, @Nullable Identity identity) {
        List<String> inForce = secrets.inForce(integration, clock.instant());
        return Signatures.isStandard(delivery, inForce, clock.instant())
                || (integration.kind().equals(Kind.GITHUB.json())
                        && Signatures.isGitHubs(delivery, inForce))
                || (identity != null && mayPublish(integration, identity));
    }

    /** A person's own sign-in is none: a page of somebody else's could have their browser send. */
    private static boolean mayPublish(Integration integration, Identity identity) {
        return identity.credential() instanceof Credential.ApiToken token
                && token.allows(Scope.PUBLISH)
                && !identity.setupRequired()
                && identity.caller().organizationId().equals(integration.organizationId());
    }

    /**
     * What somebody is told who is not known; the same for all, whatever was wrong.
     *
     * @param address where it comes from; null where that tells nobody apart
     * @throws ProblemException 429 when many came from there
     */
    ProblemException refusal(@Nullable String address) {
        if (address != null) {
            limits.take(
                    REFUSED,
                    address,
                    "Too many requests whose sender is not known; try again later.");
        }
        return ProblemException.unauthenticated("sender-unknown", EXPECTED);
    }
}
