package dev.astir.app.organizations;

import io.micronaut.core.annotation.Introspected;
import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import java.time.Instant;
import java.util.UUID;

/**
 * An organization and what its administrators decided. Immutable.
 *
 * @param timeZone IANA zone of people who chose none
 * @param idleAfterSeconds without input for this long, a person is idle
 * @param overtimeAfterSeconds work of a day beyond this is overtime
 * @param idleAlerts whether long idle stretches open alerts
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

    /** With the defaults: nothing beyond application and site is captured, no alerts. */
    public static Organization create(UUID id, String name, String timeZone, Instant now) {
        return new Organization(
                id,
                name,
                timeZone,
                300,
                32_400,
                false,
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
