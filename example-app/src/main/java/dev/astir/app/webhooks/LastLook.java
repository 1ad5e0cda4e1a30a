package dev.astir.app.webhooks;

import dev.astir.app.tenancy.Transactions;
import dev.astir.stream.ActivityStream;
import dev.astir.stream.FeedReader;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.UUID;

/**
 * Asks once more, before a person's own webhook is told of an event, whether they may see it: whom
 * somebody sees may have changed since the delivery was made, and it may be retried for a day.
 * Methods block. Thread-safe.
 */
@Singleton
class LastLook {

    private static final String UNSEEN = "you may not see any more what it tells of";

    private final Sights sights;
    private final Pauses pauses;
    private final DeliveryRepository deliveries;
    private final TryRepository tries;
    private final ActivityStream stream;
    private final Transactions transactions;
    private final Clock clock;

    LastLook(
            Sights sights,
            Pauses pauses,
            DeliveryRepository deliveries,
            TryRepository tries,
            ActivityStream stream,
            Transactions transactions,
            Clock clock) {
        this.sights = sights;
        this.pauses = pauses;
        this.deliveries = deliveries;
        this.tries = tries;
        this.stream = stream;
        this.transactions = transactions;
        this.clock = clock;
    }

    /**
     * Whether it may be sent. One that its person may not see ends, and says why; the webhook of
     * somebody who may not come in rests, with what waits for it.
     */
    boolean allows(DueDelivery due) {
        UUID owner = due.userId();
        UUID event = due.eventId();
        if (owner == null || event == null) {
            return true;
        }
        Optional<FeedReader> reader = sights.of(due.organizationId(), owner);
        if (reader.isPresent() && stream.find(reader.get(), event).isPresent()) {
            return true;
        }
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        transactions.inOrganization(
                due.organizationId(),
                () -> {
                    if (reader.isPresent()) {
                        end(due, now);
                    } else {
                        rest(due, owner, now);
                    }
                });
        return false;
    }

    private void end(DueDelivery due, Instant now) {
        UUID organizationId = due.organizationId();
        deliveries.die(organizationId, due.id(), due.attempts(), now);
        tries.add(organizationId, due.id(), due.attempts(), now, null, UNSEEN, 0, "");
    }

    private void rest(DueDelivery due, UUID owner, Instant now) {
        UUID organizationId = due.organizationId();
        pauses.withoutAccess(organizationId, owner, now);
        deliveries.postpone(organizationId, due.webhookId(), due.id(), due.attempts(), now);
    }
}
