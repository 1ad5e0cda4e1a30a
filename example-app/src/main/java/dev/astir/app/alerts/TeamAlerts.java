package dev.astir.app.alerts;

import dev.astir.app.identity.Caller;
import dev.astir.app.organizations.Organization;
import dev.astir.app.organizations.Organizations;
import dev.astir.app.policies.Policies;
import dev.astir.app.teams.Team;
import dev.astir.app.teams.TeamChanged;
import dev.astir.app.teams.Teams;
import dev.astir.app.tenancy.Transactions;
import dev.astir.app.trail.Actor;
import dev.astir.app.trail.Differences;
import dev.astir.app.trail.Trail;
import dev.astir.app.web.ProblemException;
import io.micronaut.runtime.event.annotation.EventListener;
import jakarta.inject.Singleton;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

/**
 * What teams decided about alerts. A change holds the organization, so that the policy tells of
 * what is in force. Methods block. Thread-safe.
 */
@Singleton
class TeamAlerts {

    private final AlertLimitRepository rows;
    private final Teams teams;
    private final Organizations organizations;
    private final Policies policies;
    private final Transactions transactions;
    private final Trail trail;

    TeamAlerts(
            AlertLimitRepository rows,
            Teams teams,
            Organizations organizations,
            Policies policies,
            Transactions transactions,
            Trail trail) {
        this.rows = rows;
        this.teams = teams;
        this.organizations = organizations;
        this.policies = policies;
        this.transactions = transactions;
        this.trail = trail;
    }

    /**
     * A team's.
     *
     * @throws ProblemException 404 when there is no team whose people the caller sees
     */
    TeamAlertSettings get(Caller caller, UUID teamId) {
        return transactions.inOrganization(
                caller.organizationId(),
                () -> {
                    teams.get(caller, teamId);
                    return settings(organizations.get(caller.organizationId()), teamId);
                });
    }

    /**
     * Decides for a team.
     *
     * @throws ProblemException 404 when there is none
     */
    TeamAlertSettings change(Caller caller, UUID teamId, TeamAlertLimits limits) {
        UUID organizationId = caller.organizationId();
        return transactions.inOrganization(
                organizationId,
                () -> {
                    Organization organization = organizations.hold(organizationId);
                    Team team = teams.get(caller, teamId);
                    TeamAlertLimits before = settings(organization, teamId).limits();
                    if (!before.equals(limits)) {
                        replace(organizationId, teamId, limits);
                        Map<String, Object> details = new LinkedHashMap<>();
                        details.put("team", team.name());
                        details.putAll(Differences.between(before, limits));
                        trail.changed(caller.actor(), "team.alerts-changed", null, details);
                        policies.alertsChanged(organization, caller.actor());
                    }
                    return settings(organization, teamId);
                });
    }

    private TeamAlertSettings settings(Organization organization, UUID teamId) {
        return new TeamAlertSettings(
                teamId,
                rows.find(organization.id(), teamId)
                        .map(TeamAlertLimits::of)
                        .orElse(TeamAlertLimits.NONE),
                TeamAlertSettings.Defaults.of(organization));
    }

    private void replace(UUID organizationId, UUID teamId, TeamAlertLimits limits) {
        rows.clear(organizationId, teamId);
        if (!limits.equals(TeamAlertLimits.NONE)) {
            rows.add(
                    organizationId,
                    teamId,
                    limits.idleAlerts(),
                    limits.idleAfterSeconds(),
                    limits.overtimeAlerts(),
                    limits.overtimeAfterSeconds(),
                    limits.weeklyOvertimeAfterSeconds(),
                    limits.agentSilentAfterSeconds(),
                    limits.sessionForgottenAfterSeconds());
        }
    }

    /** A team that ended takes what it decided with it. */
    @EventListener
    void changed(TeamChanged team) {
        UUID id = team.organizationId();
        policies.alertsChanged(organizations.hold(id), Actor.app(id));
    }
}
