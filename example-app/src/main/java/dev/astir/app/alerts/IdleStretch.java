package dev.astir.app.alerts;

import dev.astir.app.alerts.Stillness.Active;
import dev.astir.app.alerts.Stillness.Gone;
import dev.astir.app.alerts.Stillness.Paused;
import dev.astir.app.alerts.Stillness.Still;
import dev.astir.app.sessions.Session;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Idle time of which there is an open alert. Immutable.
 *
 * @param since when it began
 * @param openedAt when the alert was opened
 * @param sessionId the session in which it is; null for one at a device alone
 */
record IdleStretch(Instant since, Instant openedAt, @Nullable UUID sessionId) {

    /** A device that hung up for longer is not just connecting again. */
    static final Duration GONE_AFTER = Duration.ofMinutes(5);

    static IdleStretch of(AlertRow alert) {
        return new IdleStretch(alert.time("idleSince"), alert.openedAt(), alert.sessionId());
    }

    /**
     * When it was over, as far as it is known; empty while it goes on, and while nobody can say.
     *
     * @param running the session that its person has running; null for none
     */
    Optional<Instant> end(Stillness stillness, @Nullable Session running, Instant now) {
        return switch (stillness) {
            case Active(Instant active) -> Optional.of(active.isAfter(since) ? active : now);
            case Paused() -> Optional.of(now);
            // Something was done until that stretch began.
            case Still(Instant still) when still.isAfter(openedAt) -> Optional.of(still);
            case Still(Instant still) -> withItsSession(running, now);
            case Gone(Instant seen) ->
                    sessionId == null ? withItsDevice(seen, now) : withItsSession(running, now);
        };
    }

    private Optional<Instant> withItsSession(@Nullable Session running, Instant now) {
        boolean isRunning = sessionId == null || running != null && running.id().equals(sessionId);
        return isRunning ? Optional.empty() : Optional.of(now);
    }

    /** Before the alert was opened a device was there: when it went is not known yet. */
    private Optional<Instant> withItsDevice(@Nullable Instant seen, Instant now) {
        if (seen == null || seen.isBefore(openedAt) || seen.isAfter(now.minus(GONE_AFTER))) {
            return Optional.empty();
        }
        return Optional.of(seen);
    }
}
