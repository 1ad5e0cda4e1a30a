package dev.astir.app.webhooks;

import dev.astir.app.platform.Background;
import dev.astir.app.platform.NodeBus;
import dev.astir.stream.StreamPosition;
import dev.astir.stream.bus.FeedBus;
import io.micronaut.context.annotation.Context;
import io.micronaut.context.event.ShutdownEvent;
import io.micronaut.runtime.event.annotation.EventListener;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Wakes the sender of this node when a feed with webhooks has got further, on whatever node, by the
 * hints that wake subscribers; and when somebody wants something sent. What it does not hear, the
 * job makes up for. Nodes that are woken at once do the same and change nothing twice. Thread-safe.
 */
@Context
class WebhookWaking {

    private static final Logger LOG = LoggerFactory.getLogger(WebhookWaking.class);

    /** For so long it is remembered which organizations have webhooks. */
    private static final Duration FRESH = Duration.ofSeconds(10);

    private final WebhookJob job;
    private final FeedReading reading;
    private final WebhookPace pace;
    private final Background background;
    private final Clock clock;
    private final AtomicBoolean isComing = new AtomicBoolean();
    private final FeedBus.@Nullable Subscription hints;
    private volatile Known known = new Known(Set.of(), Instant.MIN);

    private record Known(Set<UUID> organizations, Instant until) {}

    WebhookWaking(
            WebhookJob job,
            FeedReading reading,
            WebhookPace pace,
            NodeBus nodes,
            Background background,
            Clock clock) {
        this.job = job;
        this.reading = reading;
        this.pace = pace;
        this.background = background;
        this.clock = clock;
        this.hints = pace.isAtOnce() ? nodes.bus().listen(this::heard) : null;
    }

    /** Somebody wants something sent; it is committed. */
    void wake() {
        // A webhook may have been made just now.
        known = new Known(Set.of(), Instant.MIN);
        if (pace.isAtOnce()) {
            come(() -> true);
        }
    }

    /** On a thread of the bus, which must not wait. */
    private void heard(Map<String, StreamPosition> heads) {
        Known now = known;
        boolean isFresh = clock.instant().isBefore(now.until());
        if (!isFresh
                || now.organizations().stream().anyMatch(id -> heads.containsKey(id.toString()))) {
            come(() -> isFresh || isAbout(heads));
        }
    }

    private boolean isAbout(Map<String, StreamPosition> heads) {
        Set<UUID> organizations = reading.organizations();
        known = new Known(organizations, clock.instant().plus(FRESH));
        return organizations.stream().anyMatch(id -> heads.containsKey(id.toString()));
    }

    /** One that waits for its turn sees what was published meanwhile. */
    private void come(BooleanSupplier isWanted) {
        if (!isComing.compareAndSet(false, true)) {
            return;
        }
        background.execute(() -> {
            isComing.set(false);
            try {
                if (isWanted.getAsBoolean()) {
                    job.run(() -> false);
                }
            } catch (RuntimeException e) {
                // The database may be away for a while; the job makes up for it.
                LOG.warn("Webhooks could not be told now: {}", e.toString());
            }
        });
    }

    @EventListener
    void stop(ShutdownEvent event) {
        if (hints != null) {
            hints.close();
        }
    }
}
