package dev.astir.app.limits;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;

/**
 * The memory that the bodies of all requests may take together: an eighth of the heap, and at least
 * two of the largest batches. A quarter of it, and at least one such batch, is for strangers, so
 * that one can sign in whatever the others do; the rest for people and devices, of whom one may
 * have as much as all strangers. Thread-safe.
 */
@Singleton
final class BodyMemory {

    private static final long PART = 8;
    private static final long STRANGERS_PART = 4;

    private final BodyPot strangers;
    private final BodyPot principals;

    @Inject
    BodyMemory(MeterRegistry registry) {
        this(
                Math.max(Runtime.getRuntime().maxMemory() / PART, 2 * BodyBound.LARGEST),
                BodyBound.LARGEST);
        registry.gauge(
                "astir.bodies.bytes", Tags.of("kind", "stranger"), strangers, BodyPot::taken);
        registry.gauge(
                "astir.bodies.bytes", Tags.of("kind", "admitted"), principals, BodyPot::taken);
    }

    /**
     * @param most bytes of all together
     * @param largest bytes of the largest body that is allowed
     */
    BodyMemory(long most, long largest) {
        long share = Math.max(most / STRANGERS_PART, largest);
        // Many may have one address: there the larger one makes room for the smaller, too.
        this.strangers = new BodyPot(share, Long.MAX_VALUE);
        this.principals = new BodyPot(most - share, share);
    }

    /**
     * A body begins.
     *
     * @param principal whose credentials it has; null for a stranger's
     * @param address where a stranger's comes from
     * @param end called once, on any thread, when the body must make room for others
     */
    BodyPot.Held begin(@Nullable String principal, String address, Runnable end) {
        return principal == null ? strangers.begin(address, end) : principals.begin(principal, end);
    }

    /** What is taken now, in bytes. */
    long taken() {
        return strangers.taken() + principals.taken();
    }
}
