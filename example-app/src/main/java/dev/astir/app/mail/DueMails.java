package dev.astir.app.mail;

import dev.astir.app.platform.JobParts;
import dev.astir.app.tenancy.Transactions;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * One run of a job that mails what is due, one after the other. Each is leased by the node that
 * makes it, so that nobody gets one twice when a node is thought to be gone and is not. One that
 * fails is tried again, later each time. Without a mail server it does nothing. Thread-safe.
 */
@Singleton
public class DueMails {

    /** Longer than one takes for all who get it; should it not be, nobody gets it twice. */
    public static final Duration LEASE = Duration.ofMinutes(10);

    private static final Duration SHORTEST_PAUSE = Duration.ofMinutes(1);
    private static final Duration LONGEST_PAUSE = Duration.ofDays(1);

    /** So many failures in one run are the database's, not the mails'. */
    private static final int MOST_FAILURES = 3;

    private final Mailer mailer;
    private final Transactions transactions;
    private final Clock clock;

    DueMails(Mailer mailer, Transactions transactions, Clock clock) {
        this.mailer = mailer;
        this.transactions = transactions;
        this.clock = clock;
    }

    /**
     * What one kind of such mails is made of.
     *
     * @param <T> what is due
     */
    public interface Kind<T> {

        /** Leases one that is due; null when none is. As system. */
        @Nullable T take(Instant now, Instant leasedUntil);

        /** Which it is, for the log. */
        Object id(T taken);

        /**
         * Mails it to all who get it.
         *
         * @param stopping whether the node is ending, as for a job
         */
        void mail(T taken, Instant now, BooleanSupplier stopping);

        /** How often it was tried, with this time. */
        int attempts(T taken);

        /** It is tried again then, unless it is due at another time since. */
        void postpone(T taken, Instant again, RuntimeException failure);
    }

    /**
     * How long something that failed waits for the next attempt: a minute, and twice as long each
     * time, up to a day.
     *
     * @param attempts how often it was tried, at least once
     */
    public static Duration pause(int attempts) {
        // More would be too long for a number, and the day is reached before.
        Duration pause = SHORTEST_PAUSE.multipliedBy(1L << Math.clamp(attempts - 1, 0, 20));
        return pause.compareTo(LONGEST_PAUSE) < 0 ? pause : LONGEST_PAUSE;
    }

    /**
     * Mails all that are due.
     *
     * @param message what was not done, as for {@link JobParts#finish}
     * @throws dev.astir.app.platform.JobFailedException when some could not be mailed
     */
    public <T> void run(Kind<T> kind, BooleanSupplier stopping, String message) {
        if (!mailer.isConfigured()) {
            return;
        }
        JobParts parts = new JobParts();
        while (!stopping.getAsBoolean() && parts.failed() < MOST_FAILURES) {
            Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
            @Nullable T taken =
                    transactions.<@Nullable T>asSystem(() -> kind.take(now, now.plus(LEASE)));
            if (taken == null) {
                break;
            }
            // Others are not to wait for one that fails.
            parts.attempt(kind.id(taken), () -> mail(kind, taken, now, stopping));
        }
        parts.finish(message);
    }

    private static <T> void mail(Kind<T> kind, T taken, Instant now, BooleanSupplier stopping) {
        try {
            kind.mail(taken, now, stopping);
        } catch (RuntimeException e) {
            try {
                kind.postpone(taken, now.plus(pause(kind.attempts(taken))), e);
            } catch (RuntimeException alsoFailed) {
                // Its lease ends.
                e.addSuppressed(alsoFailed);
            }
            throw e;
        }
    }
}
