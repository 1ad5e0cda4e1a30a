package dev.astir.app.integrations;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.astir.app.clients.RequestKinds;
import dev.astir.app.feed.OrganizationFeed;
import dev.astir.app.identity.Identity;
import dev.astir.app.platform.OpaqueTokens;
import dev.astir.app.tenancy.Transactions;
import dev.astir.app.web.Problem;
import dev.astir.app.web.ProblemException;
import dev.astir.app.web.RateLimit;
import dev.astir.app.web.RateLimits;
import dev.astir.stream.ActivityEvent;
import dev.astir.stream.InvalidInputException;
import dev.astir.tracker.ActivityTracker;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Takes what senders send: asks who they are, reads what they mean, and tells the feed, once for
 * each id of theirs, in one transaction. Methods block. Thread-safe.
 */
@Singleton
class Intake {

    /** Of one integration: a burst of a busy repository, and then so many a second. */
    static final RateLimit RATE = RateLimit.aSecond("integration", 300, 20);

    /** How long a sender's id is known. */
    static final Duration REMEMBERED = Duration.ofDays(30);

    private final IntegrationRepository rows;
    private final ReceivedRepository received;
    private final Senders senders;
    private final Shapes shapes;
    private final Actors actors;
    private final Answers answers;
    private final OrganizationFeed feed;
    private final Transactions transactions;
    private final RateLimits limits;
    private final ActivityTracker tracker;
    private final Clock clock;

    Intake(
            IntegrationRepository rows,
            ReceivedRepository received,
            Senders senders,
            Shapes shapes,
            Actors actors,
            Answers answers,
            OrganizationFeed feed,
            Transactions transactions,
            RateLimits limits,
            ActivityTracker tracker,
            Clock clock) {
        this.rows = rows;
        this.received = received;
        this.senders = senders;
        this.shapes = shapes;
        this.actors = actors;
        this.answers = answers;
        this.feed = feed;
        this.transactions = transactions;
        this.limits = limits;
        this.tracker = tracker;
        this.clock = clock;
    }

    /**
     * Takes what was sent.
     *
     * @param identity of the token that came with it; null for none
     * @param address where it comes from; null where that tells nobody apart
     * @throws ProblemException 400 when it is not what it should be, 401 when it is not known who
     *     sent it, 404 when there is no such integration, 409 {@code integration-paused}, 415, 429
     */
    Receipt take(
            String publicId,
            Delivery delivery,
            @Nullable Identity identity,
            @Nullable String address) {
        Integration integration =
                transactions
                        .asSystem(() -> rows.findByPublicId(publicId))
                        .orElseThrow(ProblemException::notFound);
        if (!senders.isKnown(integration, delivery, identity)) {
            ProblemException refusal = senders.refusal(address);
            answers.unknown(integration, refusal);
            throw refusal;
        }
        String id = integration.id().toString();
        limits.take(RATE, id, "This integration sends too much at once; slow down.");
        var unused = tracker.record(id, RequestKinds.API);
        String senderId = null;
        try {
            if (integration.isPaused()) {
                throw ProblemException.conflict(
                        "integration-paused", "This integration is paused; nothing is taken.");
            }
            Reading reading = shapes.of(integration).read(delivery);
            senderId = reading.senderId();
            return transactions.inOrganization(
                    integration.organizationId(), () -> store(integration, reading));
        } catch (ProblemException e) {
            answers.refused(integration, senderId == null ? idOf(delivery) : senderId, e);
            throw e;
        } catch (InvalidInputException e) {
            ProblemException problem = problem(e);
            answers.refused(integration, senderId, problem);
            throw problem;
        }
    }

    private Receipt store(Integration integration, Reading reading) {
        // So that of two at once the second finds what the first became.
        if (rows.hold(integration.id()).isEmpty()) {
            throw ProblemException.notFound();
        }
        Receipt receipt =
                switch (reading) {
                    case Reading.Ignored ignored -> Receipt.ignored(ignored.why());
                    case Reading.Event event -> store(integration, event);
                };
        answers.taken(integration, reading, receipt);
        return receipt;
    }

    private Receipt store(Integration integration, Reading.Event reading) {
        String senderId = reading.senderId();
        byte[] hash = senderId == null ? null : OpaqueTokens.sha256(senderId.getBytes(UTF_8));
        if (hash != null) {
            ReceivedRepository.Received before = received.find(integration.id(), hash).orElse(null);
            if (before != null) {
                return Receipt.duplicate(before.eventId());
            }
        }
        ActivityEvent event =
                actors.event(reading.draft(), integration.id().toString(), integration.name());
        if (hash != null) {
            received.remember(
                    integration.organizationId(),
                    integration.id(),
                    hash,
                    event.id(),
                    clock.instant().plus(REMEMBERED));
        }
        feed.publish(integration.organizationId(), event);
        return Receipt.accepted(event.id());
    }

    /** By which the sender knows what could not be read. */
    private static @Nullable String idOf(Delivery delivery) {
        return delivery.firstOf(GitHubShape.DELIVERY, Signatures.ID, "ce-id").orElse(null);
    }

    /** The feed's refusal in the app's words. */
    static ProblemException problem(InvalidInputException refused) {
        return ProblemException.invalid(
                List.of(new Problem.FieldError(refused.field(), "must be " + refused.allowed())));
    }
}
