package dev.astir.app.presence;

import dev.astir.app.platform.Later;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.TimeMeter;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Decides which changes of application are worth an event of the feed. A window must stay in front
 * for {@link #SETTLE}, so that stepping through windows shows where a person arrived; and a person
 * has a budget of {@link #BURST} events that refills by one each {@link #REFILL}. Over the budget
 * nothing is lost but the steps between: the application that is in front when the budget allows it
 * again is announced then, if it is another one than was announced last.
 *
 * <p>The first application of a person who comes online is no switch. State is kept in memory for
 * people who are online on this node; {@link #forget} drops it.
 *
 * <p>Safe for concurrent use.
 */
final class AppSwitches {

    static final Duration SETTLE = Duration.ofMillis(400);
    static final int BURST = 6;
    static final Duration REFILL = Duration.ofSeconds(15);

    /** Told when a person arrived in another application. */
    interface Listener {
        void switched(UUID organizationId, UUID userId, String app);
    }

    private final TimeMeter clock;
    private final Later later;
    private final Listener listener;
    private final Map<UUID, Desk> desks = new ConcurrentHashMap<>();

    AppSwitches(TimeMeter clock, Later later, Listener listener) {
        this.clock = clock;
        this.later = later;
        this.listener = listener;
    }

    /** The person is active in this application now. */
    void inFront(UUID organizationId, UUID userId, String app) {
        Desk desk = desks.computeIfAbsent(userId, id -> new Desk(organizationId, id));
        if (desk.changed(app)) {
            later.run(SETTLE, () -> settle(desk));
        }
    }

    /** The person went offline. */
    void forget(UUID userId) {
        desks.remove(userId);
    }

    private void settle(Desk desk) {
        if (desks.get(desk.userId) != desk) {
            return;
        }
        Duration wait = desk.untilDue();
        if (wait == null) {
            return;
        }
        if (wait.isPositive()) {
            later.run(wait, () -> settle(desk));
            return;
        }
        desk.announce().ifPresent(app -> listener.switched(desk.organizationId, desk.userId, app));
    }

    /** One person's state. */
    private final class Desk {

        private final UUID organizationId;
        private final UUID userId;
        private final Bucket budget;
        private @Nullable String announced;
        private @Nullable String current;
        private long currentSinceNanos;
        private boolean scheduled;

        Desk(UUID organizationId, UUID userId) {
            this.organizationId = organizationId;
            this.userId = userId;
            this.budget =
                    Bucket.builder()
                            .withCustomTimePrecision(clock)
                            .addLimit(limit -> limit.capacity(BURST).refillIntervally(1, REFILL))
                            .build();
        }

        /** Returns whether a look has to be scheduled. */
        synchronized boolean changed(String app) {
            if (announced == null) {
                announced = app;
            }
            if (!app.equals(current)) {
                current = app;
                currentSinceNanos = clock.currentTimeNanos();
            }
            if (scheduled || app.equals(announced)) {
                return false;
            }
            scheduled = true;
            return true;
        }

        /**
         * How long until the application in front may be announced; null if there is nothing to.
         */
        synchronized @Nullable Duration untilDue() {
            if (current == null || current.equals(announced)) {
                scheduled = false;
                return null;
            }
            long settled = SETTLE.toNanos() - (clock.currentTimeNanos() - currentSinceNanos);
            long allowed = budget.estimateAbilityToConsume(1).getNanosToWaitForRefill();
            return Duration.ofNanos(Math.max(0, Math.max(settled, allowed)));
        }

        synchronized Optional<String> announce() {
            scheduled = false;
            if (current == null || current.equals(announced) || !budget.tryConsume(1)) {
                return Optional.empty();
            }
            announced = current;
            return Optional.of(current);
        }
    }
}
