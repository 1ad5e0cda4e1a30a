package dev.astir.app.organizations;

import dev.astir.app.web.Given;
import dev.astir.app.web.IanaTimeZone;
import dev.astir.app.web.ProblemException;
import dev.astir.app.web.SingleLine;
import dev.astir.app.web.StorableText;
import io.micronaut.core.annotation.Introspected;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What may change of an organization; a field that is absent stays as it is, and blanks around
 * texts are dropped. Immutable.
 *
 * @param weeklyOvertimeAfterSeconds null in JSON for no such limit
 * @param planType the operator's to set: not to be taken from the organization's own people
 */
@Introspected
public record OrganizationChanges(
        @Nullable @Size(min = 1, max = 200) @StorableText @SingleLine String name,
        @Nullable @IanaTimeZone String timeZone,
        @Nullable @Min(30) @Max(86_400) Integer idleAfterSeconds,
        @Nullable @Min(60) @Max(86_400) Integer overtimeAfterSeconds,
        @Nullable Boolean idleAlerts,
        @Nullable Boolean overtimeAlerts,
        @Nullable @Schema(type = "integer", nullable = true)
                Given<Integer> weeklyOvertimeAfterSeconds,
        @Nullable @Min(3_600) @Max(7_776_000) Integer agentSilentAfterSeconds,
        @Nullable @Min(300) @Max(7_776_000) Integer clientSilentAfterSeconds,
        @Nullable @Min(900) @Max(604_800) Integer sessionForgottenAfterSeconds,
        @Nullable Boolean captureTitles,
        @Nullable Boolean introspection,
        @Nullable Boolean requireSecondFactor,
        @Nullable Boolean nightShiftsBelongToStart,
        @Nullable Boolean automaticSessions,
        @Nullable @Min(300) @Max(86_400) Integer sessionEndsAfterSeconds,
        @Nullable Boolean insightsForManagers,
        @Nullable @Min(1) @Max(3_650) Integer retentionDays,
        @Nullable @Size(min = 1, max = 50) @StorableText @SingleLine String planType) {

    private static final int SECONDS_OF_WEEK = 604_800;

    public OrganizationChanges {
        name = name == null ? null : name.strip();
        planType = planType == null ? null : planType.strip();
    }

    /**
     * Another plan, whether media, terminals and sites may be looked at, and whether there are
     * alerts about idle time; nothing else.
     */
    public static OrganizationChanges ofPlan(
            String planType, boolean introspection, boolean idleAlerts) {
        return new OrganizationChanges(
                null,
                null,
                null,
                null,
                idleAlerts,
                null,
                null,
                null,
                null,
                null,
                null,
                introspection,
                null,
                null,
                null,
                null,
                null,
                null,
                planType);
    }

    /**
     * Refuses what the annotations cannot: the bounds of a field that may also be taken away.
     *
     * @throws ProblemException 400 that names the field
     */
    void require() {
        Integer weekly =
                weeklyOvertimeAfterSeconds == null ? null : weeklyOvertimeAfterSeconds.value();
        if (weekly != null && (weekly < 3_600 || weekly > SECONDS_OF_WEEK)) {
            throw ProblemException.invalid(
                    "weeklyOvertimeAfterSeconds",
                    weekly,
                    "null or a number from 3600 to " + SECONDS_OF_WEEK);
        }
    }

    Organization applyTo(Organization old, Instant now) {
        return new Organization(
                old.id(),
                or(name, old.name()),
                or(timeZone, old.timeZone()),
                or(idleAfterSeconds, old.idleAfterSeconds()),
                or(overtimeAfterSeconds, old.overtimeAfterSeconds()),
                or(idleAlerts, old.idleAlerts()),
                or(overtimeAlerts, old.overtimeAlerts()),
                weeklyOvertimeAfterSeconds == null
                        ? old.weeklyOvertimeAfterSeconds()
                        : weeklyOvertimeAfterSeconds.value(),
                or(agentSilentAfterSeconds, old.agentSilentAfterSeconds()),
                or(clientSilentAfterSeconds, old.clientSilentAfterSeconds()),
                or(sessionForgottenAfterSeconds, old.sessionForgottenAfterSeconds()),
                or(captureTitles, old.captureTitles()),
                or(introspection, old.introspection()),
                or(requireSecondFactor, old.requireSecondFactor()),
                or(nightShiftsBelongToStart, old.nightShiftsBelongToStart()),
                or(automaticSessions, old.automaticSessions()),
                or(sessionEndsAfterSeconds, old.sessionEndsAfterSeconds()),
                or(insightsForManagers, old.insightsForManagers()),
                or(retentionDays, old.retentionDays()),
                or(planType, old.planType()),
                old.createdAt(),
                now);
    }

    private static <T> T or(@Nullable T changed, T old) {
        return changed == null ? old : changed;
    }
}
