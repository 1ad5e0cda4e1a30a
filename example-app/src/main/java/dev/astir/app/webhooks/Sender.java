package dev.astir.app.webhooks;

import dev.astir.app.platform.Background;
import dev.astir.app.tenancy.Transactions;
import io.micronaut.context.event.ShutdownEvent;
import io.micronaut.runtime.event.annotation.EventListener;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends what is due, several at once: so many to one webhook, and so many of one organization, that
 * there is room for others beside those that answer slowly. Each is leased by the node that sends
 * it. A node that ends after the server took one, and before the row says so, makes it arrive twice
 * with the same id; never not at all. Thread-safe.
 */
@Singleton
class Sender {

    /** Longer than a try and what is stored of it. */
    static final Duration LEASE = Duration.ofMinutes(1);

    /** Of this node. */
    static final int MOST = 32;

    /** To one webhook. */
    static final int MOST_OF_WEBHOOK = 4;

    /** Of one organization. */
    static final int MOST_OF_ORGANIZATION = 12;

    private static final Logger LOG = LoggerFactory.getLogger(Sender.class);

    private final DueDeliveryRepository rows;
    private final Attempts attempts;
    private final Results results;
    private final LastLook lastLook;
    private final Transactions transactions;
    private final Background background;
    private final Clock clock;
    private final ReentrantLock sending = new ReentrantLock();
    private final Semaphore news = new Semaphore(0);
    private final Map<UUID, Integer> running = new HashMap<>();
    private volatile boolean stopped;

    Sender(
            DueDeliveryRepository rows,
            Attempts attempts,
            Results results,
            LastLook lastLook,
            Transactions transactions,
            Background background,
            Clock clock) {
        this.rows = rows;
        this.attempts = attempts;
        this.results = results;
        this.lastLook = lastLook;
        this.transactions = transactions;
        this.background = background;
        this.clock = clock;
    }

    /**
     * Sends until nothing is due and all answers are stored; where this node is at it already, it
     * looks once more.
     *
     * @param stopping whether to take nothing more
     */
    void sendDue(BooleanSupplier stopping) {
        news.release();
        while (news.availablePermits() > 0 && sending.tryLock()) {
            try {
                sendAll(stopping);
            } finally {
                sending.unlock();
            }
        }
    }

    private void sendAll(BooleanSupplier stopping) {
        while (true) {
            news.drainPermits();
            boolean isOver = stopped || stopping.getAsBoolean();
            @Nullable DueDelivery due = isOver || count() >= MOST ? null : take();
            if (due != null) {
                start(due);
            } else if (count() == 0) {
                return;
            } else {
                awaitNews();
            }
        }
    }

    /** An answer, or something that may be due; also what is due by its time. */
    private void awaitNews() {
        try {
            var unused = news.tryAcquire(1, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            stopped = true;
        }
    }

    private @Nullable DueDelivery take() {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        UUID[] webhooks;
        UUID[] organizations;
        synchronized (running) {
            webhooks = full(MOST_OF_WEBHOOK);
            organizations = full(MOST_OF_ORGANIZATION);
        }
        return transactions.<@Nullable DueDelivery>asSystem(
                () -> rows.take(now, now.plus(LEASE), webhooks, organizations));
    }

    /** Ids of either kind: those of the other are nobody's where they are not looked for. */
    private UUID[] full(int most) {
        return running.entrySet().stream()
                .filter(each -> each.getValue() >= most)
                .map(Map.Entry::getKey)
                .toArray(UUID[]::new);
    }

    private void start(DueDelivery due) {
        change(due, 1);
        background.execute(() -> {
            try {
                if (lastLook.allows(due)) {
                    results.keep(due, attempts.make(due));
                }
            } catch (RuntimeException e) {
                // Its lease ends, and it is sent again.
                LOG.warn("What came of delivery {} was not kept", due.id(), e);
            } finally {
                change(due, -1);
                news.release();
            }
        });
    }

    private void change(DueDelivery due, int by) {
        synchronized (running) {
            for (UUID id : new UUID[] {due.webhookId(), due.organizationId()}) {
                running.merge(id, by, (old, more) -> old + more == 0 ? null : old + more);
            }
        }
    }

    private int count() {
        synchronized (running) {
            // Each is counted for its webhook and for its organization.
            return running.values().stream().mapToInt(Integer::intValue).sum() / 2;
        }
    }

    /** Takes nothing more; what is under way is stored if it comes in time. */
    @EventListener
    void stop(ShutdownEvent event) {
        stopped = true;
        news.release();
    }
}
