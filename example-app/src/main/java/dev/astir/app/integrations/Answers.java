package dev.astir.app.integrations;

import dev.astir.app.tenancy.Transactions;
import dev.astir.app.web.ProblemException;
import dev.astir.app.web.RateLimit;
import dev.astir.app.web.RateLimits;
import io.micronaut.http.HttpStatus;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the last answers that senders got, for whoever looks why nothing comes. Methods block.
 * Thread-safe.
 */
@Singleton
class Answers {

    /** How many are shown, and kept of senders who proved who they are. */
    static final int SHOWN = 10;

    /** How many are kept of anybody else, who is not to push the others out. */
    private static final int OF_STRANGERS = 3;

    /** What strangers send is not to keep the database busy. */
    private static final RateLimit NOTED =
            RateLimit.oneEach("integration-refusals", OF_STRANGERS, Duration.ofSeconds(10));

    /** What tells a sender something; the others are ours, and may be gone in a moment. */
    private static final Set<Integer> TELLING = Set.of(400, 409, 415);

    private final AnswerRepository rows;
    private final Transactions transactions;
    private final RateLimits limits;
    private final Clock clock;

    Answers(AnswerRepository rows, Transactions transactions, RateLimits limits, Clock clock) {
        this.rows = rows;
        this.transactions = transactions;
        this.limits = limits;
        this.clock = clock;
    }

    /** What was taken, in the transaction that takes it. */
    void taken(Integration integration, Reading reading, Receipt receipt) {
        String outcome =
                receipt.ignored() != null
                        ? "ignored"
                        : receipt.duplicate() ? "duplicate" : "accepted";
        add(
                integration,
                HttpStatus.ACCEPTED.getCode(),
                true,
                reading.senderId(),
                reading.type(),
                outcome,
                receipt.id(),
                receipt.ignored());
    }

    /** What a known sender sent was not taken. */
    void refused(Integration integration, @Nullable String senderId, ProblemException problem) {
        if (TELLING.contains(problem.status())) {
            add(
                    integration,
                    problem.status(),
                    true,
                    senderId,
                    null,
                    "refused",
                    null,
                    problem.summary());
        }
    }

    /** Somebody did not prove who they are: nothing that they say is kept. */
    void unknown(Integration integration, ProblemException problem) {
        if (limits.tryTake(NOTED, integration.id().toString()).isEmpty()) {
            add(
                    integration,
                    problem.status(),
                    false,
                    null,
                    null,
                    "refused",
                    null,
                    problem.summary());
        }
    }

    private void add(
            Integration integration,
            int status,
            boolean trusted,
            @Nullable String senderId,
            @Nullable String type,
            String outcome,
            @Nullable UUID eventId,
            @Nullable String detail) {
        transactions.inOrganization(
                integration.organizationId(),
                () -> {
                    rows.add(
                            integration.organizationId(),
                            integration.id(),
                            UUID.randomUUID(),
                            clock.instant(),
                            status,
                            trusted,
                            Fitting.line(senderId, Fitting.KEY),
                            Fitting.line(type, Fitting.KEY),
                            outcome,
                            eventId,
                            Fitting.line(detail, Fitting.NAME));
                    var unused =
                            rows.trim(integration.id(), trusted, trusted ? SHOWN : OF_STRANGERS);
                });
    }
}
