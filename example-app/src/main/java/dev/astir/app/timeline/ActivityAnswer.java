package dev.astir.app.timeline;

import dev.astir.app.sessions.Session;
import io.micronaut.core.annotation.Introspected;
import io.swagger.v3.oas.annotations.media.Schema;

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
    @Schema(
            example =
                    """
                    {"session": {"id": "01934bb2-7c1e-7d3a-9f52-3b1c2d4e5f60", "source": "api",
                       "userId": "01934ba0-0c1f-7f3b-9a10-6c2e7d4b8e02",
                       "organizationId": "01934ba0-0c11-7a52-8d6e-5b8a4f2c1d01",
                       "projectId": "01934bb0-4d20-7c61-b7aa-0f4e5d6c7b03", "taskId": null,
                       "startTime": "2026-11-23T09:00:00Z", "endTime": null, "status": "active",
                       "totalActiveSeconds": 1500, "totalIdleSeconds": 0,
                       "lastActivityAt": "2026-11-23T09:25:00Z", "version": 3},
                     "processedCount": 1, "duplicateCount": 0}\
                    """)
    record Batch(Session session, int processedCount, int duplicateCount)
            implements ActivityAnswer {}
}
