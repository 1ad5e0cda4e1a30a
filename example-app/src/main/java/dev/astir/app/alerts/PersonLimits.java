package dev.astir.app.alerts;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What holds for one person: what their team decided, or else their organization. Immutable.
 *
 * @param weeklyOvertimeAfterSeconds null for no such limit
 */
@MappedEntity("users")
record PersonLimits(
        @Id UUID userId,
        boolean idleAlerts,
        int idleAfterSeconds,
        boolean overtimeAlerts,
        int overtimeAfterSeconds,
        @Nullable Integer weeklyOvertimeAfterSeconds) {}
