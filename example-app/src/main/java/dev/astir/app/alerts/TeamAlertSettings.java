package dev.astir.app.alerts;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.astir.app.organizations.Organization;
import io.micronaut.core.annotation.Introspected;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a team decided, and what the organization did. Immutable.
 *
 * @param organization what holds where the team's is null
 */
@Introspected
public record TeamAlertSettings(
        UUID teamId, @JsonUnwrapped TeamAlertLimits limits, Defaults organization) {

    /**
     * What the organization decided.
     *
     * @param weeklyOvertimeAfterSeconds null for no such limit
     */
    @Introspected
    @JsonInclude(JsonInclude.Include.ALWAYS)
    public record Defaults(
            boolean idleAlerts,
            int idleAfterSeconds,
            boolean overtimeAlerts,
            int overtimeAfterSeconds,
            @Nullable Integer weeklyOvertimeAfterSeconds,
            int agentSilentAfterSeconds,
            int sessionForgottenAfterSeconds) {

        static Defaults of(Organization organization) {
            return new Defaults(
                    organization.idleAlerts(),
                    organization.idleAfterSeconds(),
                    organization.overtimeAlerts(),
                    organization.overtimeAfterSeconds(),
                    organization.weeklyOvertimeAfterSeconds(),
                    organization.agentSilentAfterSeconds(),
                    organization.sessionForgottenAfterSeconds());
        }
    }
}
