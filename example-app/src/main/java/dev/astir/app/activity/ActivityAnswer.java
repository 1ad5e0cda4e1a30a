package dev.astir.app.activity;

import dev.astir.app.sessions.Session;
import io.micronaut.serde.annotation.Serdeable;

/**
 * What the intake answers.
 *
 * <p>Immutable.
 */
sealed interface ActivityAnswer {

    /**
     * To one activity.
     *
     * @param activity as it is stored, now or when its id came first
     */
    @Serdeable
    record Single(Session session, Activity activity) implements ActivityAnswer {}

    /**
     * To a batch.
     *
     * @param processedCount how many were new
     * @param duplicateCount how many were known, or repeated in the batch
     */
    @Serdeable
    record Batch(Session session, int processedCount, int duplicateCount)
            implements ActivityAnswer {}
}
