package dev.astir.app.visits;

import dev.astir.app.identity.Caller;
import dev.astir.app.identity.Status;
import dev.astir.app.people.PersonChanged;
import dev.astir.app.tenancy.Transactions;
import io.micronaut.runtime.event.annotation.EventListener;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** When the caller was last on the page of the feed. Methods block. Thread-safe. */
@Singleton
class Visits {

    /** Who is gone for less has missed little. */
    static final Duration AWAY = Duration.ofHours(1);

    /** What is older is not summed up. */
    static final Duration LONGEST = Duration.ofDays(365);

    private final VisitRepository visits;
    private final Transactions transactions;
    private final Clock clock;

    Visits(VisitRepository visits, Transactions transactions, Clock clock) {
        this.visits = visits;
        this.transactions = transactions;
        this.clock = clock;
    }

    /** When the caller was last there, on whichever device. */
    Visit last(Caller caller) {
        return transactions.inOrganization(
                caller.organizationId(),
                () ->
                        visits.find(caller.organizationId(), caller.userId())
                                .map(row -> visit(row.visitedAt()))
                                .orElse(new Visit(null, false)));
    }

    /** The caller is there now, and knows what there is. */
    Visit now(Caller caller) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        transactions.inOrganization(
                caller.organizationId(),
                () -> visits.put(caller.organizationId(), caller.userId(), now));
        return new Visit(now, false);
    }

    /** Who is removed comes no more; in the same transaction. */
    @EventListener
    void changed(PersonChanged person) {
        if (person.status() == Status.REMOVED) {
            visits.delete(person.organizationId(), person.userId());
        }
    }

    private Visit visit(Instant at) {
        Instant now = clock.instant();
        Instant oldest = now.minus(LONGEST).truncatedTo(ChronoUnit.MILLIS);
        return new Visit(at.isBefore(oldest) ? oldest : at, !at.isAfter(now.minus(AWAY)));
    }
}
