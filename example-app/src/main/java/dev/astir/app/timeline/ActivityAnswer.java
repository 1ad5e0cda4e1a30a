package dev.astir.app.timeline;

import dev.astir.app.sessions.Session;
import io.micronaut.core.annotation.Introspected;

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
    @Introspected
    record Single(Session session, Activity activity) implements ActivityAnswer {}

    /**
     * To a batch.
     *
     * @param processedCount how many were new
     * @param duplicateCount how many were known, or repeated in the batch
     */
    @Introspected
    record Batch(Session session, int processedCount, int duplicateCount)
            implements ActivityAnswer {}
}
