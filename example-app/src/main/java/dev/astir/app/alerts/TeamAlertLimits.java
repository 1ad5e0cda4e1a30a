package dev.astir.app.alerts;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.micronaut.core.annotation.Introspected;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.jspecify.annotations.Nullable;

/** What holds for a team instead; null is as the organization decided. Immutable. */
@Introspected
@JsonInclude(JsonInclude.Include.ALWAYS)
public record TeamAlertLimits(
        @Nullable Boolean idleAlerts,
        @Nullable @Min(30) @Max(86_400) Integer idleAfterSeconds,
        @Nullable Boolean overtimeAlerts,
        @Nullable @Min(60) @Max(86_400) Integer overtimeAfterSeconds,
        @Nullable @Min(3_600) @Max(604_800) Integer weeklyOvertimeAfterSeconds,
        @Nullable @Min(3_600) @Max(7_776_000) Integer agentSilentAfterSeconds,
        @Nullable @Min(900) @Max(604_800) Integer sessionForgottenAfterSeconds) {

    /** All is as the organization decided. */
    static final TeamAlertLimits NONE =
            new TeamAlertLimits(null, null, null, null, null, null, null);

    static TeamAlertLimits of(AlertLimitRepository.OfTeam row) {
        return new TeamAlertLimits(
                row.idleAlerts(),
                row.idleAfterSeconds(),
                row.overtimeAlerts(),
                row.overtimeAfterSeconds(),
                row.weeklyOvertimeAfterSeconds(),
                row.agentSilentAfterSeconds(),
                row.sessionForgottenAfterSeconds());
    }
}
