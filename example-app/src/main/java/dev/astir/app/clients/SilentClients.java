package dev.astir.app.clients;

import dev.astir.app.clients.SilenceRepository.Turn;
import dev.astir.app.platform.Job;
import dev.astir.app.platform.JobParts;
import dev.astir.app.platform.JobSchedule;
import dev.astir.app.tenancy.Transactions;
import io.micronaut.context.event.ApplicationEventPublisher;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import java.util.function.Function;

/**
 * Tells of watched clients that went silent, and of those that are silent no more. Which it is
 * stands in a row that changes in the transaction that tells: so each is told once, also when two
 * nodes look at the same time or one dies. Thread-safe.
 */
@Singleton
class SilentClients implements Job {

    private static final int BATCH = 500;
    private static final UUID FIRST = new UUID(0, 0);

    private final SilenceRepository silences;
    private final WatchRepository watches;
    private final Transactions transactions;
    private final ApplicationEventPublisher<ClientSilence> events;
    private final Clock clock;

    SilentClients(
            SilenceRepository silences,
            WatchRepository watches,
            Transactions transactions,
            ApplicationEventPublisher<ClientSilence> events,
            Clock clock) {
        this.silences = silences;
        this.watches = watches;
        this.transactions = transactions;
        this.events = events;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "silent-clients";
    }

    @Override
    public JobSchedule schedule() {
        return JobSchedule.every(Duration.ofMinutes(1));
    }

    @Override
    public void run(BooleanSupplier stopping) {
        Instant now = clock.instant();
        transactions.asSystem(() -> silences.look(now));
        JobParts parts = new JobParts();
        each(after -> silences.turns(now, after, BATCH), stopping, parts);
        each(after -> silences.gone(after, BATCH), stopping, parts);
        parts.finish("The silence of %d of %d clients could not be told.");
    }

    private void each(Function<UUID, List<Turn>> page, BooleanSupplier stopping, JobParts parts) {
        UUID last = FIRST;
        List<Turn> some;
        do {
            UUID after = last;
            some = transactions.asSystem(() -> page.apply(after));
            for (Turn turn : some) {
                if (stopping.getAsBoolean()) {
                    return;
                }
                parts.attempt(turn.clientId(), () -> tell(turn));
                last = turn.clientId();
            }
        } while (some.size() == BATCH);
    }

    private void tell(Turn turn) {
        transactions.inOrganization(
                turn.organizationId(),
                () -> {
                    if (store(turn) && (!turn.isGone() || turn.silentSince() != null)) {
                        events.publishEvent(
                                new ClientSilence(
                                        turn.organizationId(),
                                        turn.clientId(),
                                        turn.kind(),
                                        turn.name(),
                                        turn.ownerId(),
                                        Objects.requireNonNull(turn.lastSeen()),
                                        turn.silentAfterSeconds(),
                                        turn.silentSince() == null));
                    }
                });
    }

    /** False where another node was quicker. */
    private boolean store(Turn turn) {
        if (turn.isGone()) {
            return watches.forget(turn.clientId()) > 0;
        }
        if (turn.silentSince() != null) {
            return watches.end(turn.clientId(), turn.silentSince());
        }
        return watches.begin(
                turn.organizationId(),
                turn.clientId(),
                turn.kind(),
                turn.name(),
                turn.ownerId(),
                Objects.requireNonNull(turn.lastSeen()));
    }
}
