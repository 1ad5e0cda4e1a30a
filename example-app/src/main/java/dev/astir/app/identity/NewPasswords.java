package dev.astir.app.identity;

import dev.astir.app.trail.Actor;
import dev.astir.app.trail.Trail;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What another password means for everything that the old one, or its loss, let in. Thread-safe.
 */
@Singleton
class NewPasswords {

    private final Users users;
    private final OpenSignInRepository signIns;
    private final PasswordResetRepository resets;
    private final Trail trail;
    private final Clock clock;

    NewPasswords(
            Users users,
            OpenSignInRepository signIns,
            PasswordResetRepository resets,
            Trail trail,
            Clock clock) {
        this.users = users;
        this.signIns = signIns;
        this.resets = resets;
        this.trail = trail;
        this.clock = clock;
    }

    /**
     * Stores a password, ends sign-ins and all open resets, and tells the trail; in the caller's
     * transaction, which holds the person, and which {@link SignIns#accessChanged} follows.
     *
     * @param kept the sign-in that goes on; null for none
     */
    void store(
            Actor actor,
            String action,
            UUID userId,
            String hash,
            @Nullable UUID kept,
            Map<String, ?> details) {
        Instant now = clock.instant();
        users.changePassword(userId, hash, now);
        signIns.endAll(userId, kept, now);
        resets.deleteAllOf(userId);
        trail.changed(actor, action, userId, details);
    }
}
