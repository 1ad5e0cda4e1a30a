package dev.astir.app.jobs;

import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Secondary;
import jakarta.inject.Singleton;
import java.time.Duration;

/**
 * How often this node looks for jobs that are due, and gives a sign of life for those that it runs:
 * no setting, since jobs are no more exact than a minute. Immutable.
 *
 * @param isRunning whether this node runs jobs at all
 * @param polling how long after one look for what is due the next is taken
 * @param heartbeat how often a sign of life is given; after {@link #MISSED} of them that are
 *     missing, another node takes a run over
 */
public record JobPace(boolean isRunning, Duration polling, Duration heartbeat) {

    /** The fewest that db-scheduler allows. */
    static final int MISSED = 4;

    /** Jobs are run by hand alone. */
    public static JobPace never() {
        return new JobPace(false, Duration.ofDays(1), Duration.ofDays(1));
    }

    /** Jobs are run when they are due. */
    public static JobPace of(Duration polling, Duration heartbeat) {
        return new JobPace(true, polling, heartbeat);
    }

    @Factory
    static final class Beans {

        /** A run of a node that is gone is found after 30 to 65 seconds. */
        @Singleton
        @Secondary
        JobPace pace() {
            return of(Duration.ofSeconds(5), Duration.ofSeconds(10));
        }
    }
}
