package dev.astir.app.alerts;

import dev.astir.app.identity.Caller;
import dev.astir.app.identity.Role;
import dev.astir.app.web.ForPeople;
import dev.astir.app.web.Problems;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Put;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import java.util.UUID;

/** What a team has decided about alerts: {@code /api/teams/{id}/alerts}. Thread-safe. */
@Problems
@ForPeople
@Tag(name = "Alerts")
@Controller("/api/teams/{id}/alerts")
@ExecuteOn(TaskExecutors.BLOCKING)
class TeamAlertController {

    private final TeamAlerts teams;

    TeamAlertController(TeamAlerts teams) {
        this.teams = teams;
    }

    /** Shows which limits a team decided, and what holds where it did not. */
    @Get
    @Secured(Role.IS_MANAGER)
    TeamAlertSettings get(Caller caller, UUID id) {
        return teams.get(caller, id);
    }

    /** Sets a team's limits; null is as the organization decided. */
    @Put
    @Secured(Role.IS_ADMIN)
    TeamAlertSettings change(Caller caller, UUID id, @Body @Valid TeamAlertLimits limits) {
        return teams.change(caller, id, limits);
    }
}
