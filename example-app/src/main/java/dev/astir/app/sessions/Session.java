package dev.astir.app.sessions;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.micronaut.core.annotation.Introspected;
import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A stretch of work of one person, as the API shows it. Immutable.
 *
 * @param source who began it: an agent, a client of the API, or somebody who entered it afterwards
 * @param taskId what they do on the project; null for nothing in particular
 * @param endTime null while the session runs
 * @param totalActiveSeconds active seconds posted to it, plus what agents captured within it, where
 *     overlapping time counts once
 * @param totalIdleSeconds the same of idle seconds
 * @param lastActivityAt the latest end of something active in it, never later than its receipt;
 *     null before the first
 * @param version grows by one with each change, so that of two states the newer can be told
 */
@Introspected
@MappedEntity("work_sessions")
@JsonInclude(JsonInclude.Include.ALWAYS)
@Schema(
        example =
                """
                {"id": "01934bb2-7c1e-7d3a-9f52-3b1c2d4e5f60", "source": "api",
                 "userId": "01934ba0-0c1f-7f3b-9a10-6c2e7d4b8e02",
                 "organizationId": "01934ba0-0c11-7a52-8d6e-5b8a4f2c1d01",
                 "projectId": "01934bb0-4d20-7c61-b7aa-0f4e5d6c7b03", "taskId": null,
                 "startTime": "2026-11-23T09:00:00Z", "endTime": null, "status": "active",
                 "totalActiveSeconds": 1500, "totalIdleSeconds": 0,
                 "lastActivityAt": "2026-11-23T09:25:00Z", "version": 3}\
                """)
public record Session(
        @Id UUID id,
        SessionSource source,
        UUID userId,
        UUID organizationId,
        @Nullable UUID projectId,
        @Nullable UUID taskId,
        Instant startTime,
        @Nullable Instant endTime,
        SessionStatus status,
        long totalActiveSeconds,
        long totalIdleSeconds,
        @Nullable Instant lastActivityAt,
        long version) {

    /** The same with other bounds and another purpose. */
    Session corrected(
            Instant start, @Nullable Instant end, @Nullable UUID project, @Nullable UUID task) {
        return new Session(
                id,
                source,
                userId,
                organizationId,
                project,
                task,
                start,
                end,
                status,
                totalActiveSeconds,
                totalIdleSeconds,
                lastActivityAt,
                version);
    }

    /** Whether all from {@code start} to {@code end} lies in the session. */
    public boolean contains(Instant start, Instant end) {
        return !start.isBefore(startTime) && (endTime == null || !end.isAfter(endTime));
    }
}
