package dev.astir.app.platform;

import java.time.Duration;
import java.time.LocalTime;

/** When a {@link Job} runs. Immutable. */
public sealed interface JobSchedule {

    /**
     * A run begins this long after the end of the one before.
     *
     * @param interval at least a second
     */
    record Every(Duration interval) implements JobSchedule {
        public Every {
            if (interval.compareTo(Duration.ofSeconds(1)) < 0) {
                throw new IllegalArgumentException(
                        "interval must be at least a second, but is " + interval);
            }
        }
    }

    /**
     * A run begins once a day; one that was missed begins as soon as a node is there.
     *
     * @param time in UTC
     */
    record Daily(LocalTime time) implements JobSchedule {}

    /** As {@link Every}. */
    static JobSchedule every(Duration interval) {
        return new Every(interval);
    }

    /** As {@link Daily}. */
    static JobSchedule daily(LocalTime time) {
        return new Daily(time);
    }
}
