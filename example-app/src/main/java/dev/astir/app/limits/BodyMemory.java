package dev.astir.app.limits;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * The memory that the bodies of all requests may take together: an eighth of the heap; half of it
 * is open to strangers together, and a quarter to one person or device. Thread-safe.
 */
@Singleton
final class BodyMemory {

    private static final long PART = 8;

    /** Whoever is not signed in. */
    private static final String STRANGERS = "";

    private final long most;
    private final AtomicLong taken = new AtomicLong();
    private final ConcurrentHashMap<String, Long> byOwner = new ConcurrentHashMap<>();

    @Inject
    BodyMemory() {
        this(Runtime.getRuntime().maxMemory() / PART);
    }

    BodyMemory(long most) {
        this.most = most;
    }

    /**
     * Takes so much for a body that comes.
     *
     * @param principal whose connection it comes by; null for a stranger's
     * @return false if there is not so much
     */
    boolean take(@Nullable String principal, long bytes) {
        String owner = principal == null ? STRANGERS : principal;
        long share = principal == null ? most / 2 : most / 4;
        if (taken.addAndGet(bytes) > most) {
            taken.addAndGet(-bytes);
            return false;
        }
        long own = byOwner.merge(owner, bytes, Long::sum);
        if (own > share) {
            giveBack(principal, bytes);
            return false;
        }
        return true;
    }

    /** Gives back what was taken for the same owner. */
    void giveBack(@Nullable String principal, long bytes) {
        taken.addAndGet(-bytes);
        byOwner.computeIfPresent(
                principal == null ? STRANGERS : principal,
                (owner, own) -> own == bytes ? null : own - bytes);
    }

    /** What is taken now, in bytes. */
    long taken() {
        return taken.get();
    }
}
