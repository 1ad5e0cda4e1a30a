package dev.astir.app.organizations;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.micronaut.core.annotation.Introspected;
import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An organization and what its administrators decided. Immutable.
 *
 * @param timeZone IANA zone of people who chose none
 * @param idleAfterSeconds without input for this long, a person is idle
 * @param overtimeAfterSeconds work of a day beyond this is overtime
 * @param idleAlerts whether long idle stretches open alerts
 * @param overtimeAlerts whether overtime opens alerts
 * @param weeklyOvertimeAfterSeconds work of a week beyond this is overtime, too; null for none
 * @param agentSilentAfterSeconds a device that gave no sign for this long opens an alert
 * @param clientSilentAfterSeconds the same of a client of the API
 * @param sessionForgottenAfterSeconds a session that runs over midnight, and in which nothing was
 *     done for this long, was forgotten
 * @param captureTitles whether window titles may be kept
 * @param introspection whether media, terminals and sites may be looked at
 * @param requireSecondFactor whether nobody may do anything before they have one
 * @param nightShiftsBelongToStart whether work that runs over midnight within a session belongs to
 *     the day on which that began
 * @param automaticSessions whether agents start and stop sessions
 * @param sessionEndsAfterSeconds an idle time of this length ends an automatic session
 * @param insightsForManagers whether managers may look at the insights of those who agreed to it
 * @param retentionDays age at which activity is deleted
 */
@Introspected
@MappedEntity("organizations")
public record Organization(
        @Id UUID id,
        String name,
        String timeZone,
        int idleAfterSeconds,
        int overtimeAfterSeconds,
        boolean idleAlerts,
        boolean overtimeAlerts,
        @JsonInclude(JsonInclude.Include.ALWAYS) @Nullable Integer weeklyOvertimeAfterSeconds,
        int agentSilentAfterSeconds,
        int clientSilentAfterSeconds,
        int sessionForgottenAfterSeconds,
        boolean captureTitles,
        boolean introspection,
        boolean requireSecondFactor,
        boolean nightShiftsBelongToStart,
        boolean automaticSessions,
        int sessionEndsAfterSeconds,
        boolean insightsForManagers,
        int retentionDays,
        String planType,
        Instant createdAt,
        Instant updatedAt) {

    /**
     * With the defaults: nothing beyond application and site is captured, and no alert judges
     * anybody.
     */
    public static Organization create(UUID id, String name, String timeZone, Instant now) {
        return new Organization(
                id,
                name,
                timeZone,
                300,
                32_400,
                false,
                true,
                null,
                259_200,
                86_400,
                14_400,
                false,
                false,
                false,
                false,
                false,
                1_800,
                false,
                365,
                "standard",
                now,
                now);
    }
}
