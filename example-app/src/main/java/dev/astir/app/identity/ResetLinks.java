package dev.astir.app.identity;

import dev.astir.app.platform.OpaqueTokens;
import dev.astir.app.web.PublicAddress;
import io.micronaut.core.annotation.Introspected;
import jakarta.inject.Singleton;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Makes the links by which people who forgot their password choose another. Thread-safe. */
@Singleton
class ResetLinks {

    /** How long a link is good. */
    static final Duration LIFETIME = Duration.ofHours(1);

    private final PasswordResetRepository rows;
    private final PublicAddress address;
    private final Clock clock;

    /** A link, which nobody can be shown again. */
    @Introspected
    record ResetLink(URI url, Instant expiresAt) {

        @Override
        public String toString() {
            return "ResetLink[expiresAt=" + expiresAt + "]";
        }
    }

    ResetLinks(PasswordResetRepository rows, PublicAddress address, Clock clock) {
        this.rows = rows;
        this.address = address;
        this.clock = clock;
    }

    /**
     * Makes one, in the caller's transaction of the person's organization.
     *
     * @param issuedBy the administrator who takes it; null where the person asked for it
     */
    ResetLink make(User user, @Nullable UUID issuedBy) {
        String token = OpaqueTokens.generate("");
        Instant now = clock.instant();
        Instant expiresAt = now.plus(LIFETIME);
        rows.addLink(
                user.organizationId(),
                UUID.randomUUID(),
                user.id(),
                OpaqueTokens.hash(token),
                now,
                expiresAt,
                issuedBy);
        // After the #, so that the token gets into no log on its way, nor into a Referer.
        return new ResetLink(address.link("/reset-password#token=" + token), expiresAt);
    }

    /** The suspended get none, nor do those who come in without a password. */
    static boolean mayHaveOne(User user) {
        return user.status() == Status.ACTIVE && Bcrypt.isHash(user.passwordHash());
    }
}
