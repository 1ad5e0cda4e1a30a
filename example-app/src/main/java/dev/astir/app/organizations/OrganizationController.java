package dev.astir.app.organizations;

import dev.astir.app.identity.Accounts;
import dev.astir.app.identity.Caller;
import dev.astir.app.identity.Role;
import dev.astir.app.web.ForPeople;
import dev.astir.app.web.ProblemException;
import dev.astir.app.web.Problems;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Patch;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;

/** The caller's organization and its settings: {@code /api/organization}. */
@Problems
@ForPeople
@Tag(name = "Organization")
@Controller("/api/organization")
@ExecuteOn(TaskExecutors.BLOCKING)
class OrganizationController {

    private final Organizations organizations;
    private final Accounts accounts;

    OrganizationController(Organizations organizations, Accounts accounts) {
        this.organizations = organizations;
        this.accounts = accounts;
    }

    /** Shows the organization and what its administrators decided. */
    @Get
    @Secured(Role.IS_EMPLOYEE)
    Organization show(Caller caller) {
        return organizations.get(caller.organizationId());
    }

    /** Changes settings of the organization; what is absent stays as it is. */
    @Patch
    @Secured(Role.IS_ADMIN)
    Organization change(Caller caller, @Body @Valid OrganizationChanges changes) {
        changes.require();
        if (changes.planType() != null) {
            throw ProblemException.invalid(
                    "planType", changes.planType(), "left to whoever operates Astir");
        }
        if (changes.requireSecondFactor() != null) {
            caller.requireInPerson("requireSecondFactor");
        }
        refuseToShutOneselfOut(caller, changes);
        return organizations.change(caller.actor(), changes);
    }

    private void refuseToShutOneselfOut(Caller caller, OrganizationChanges changes) {
        if (Boolean.TRUE.equals(changes.requireSecondFactor())
                && !accounts.hasSecondFactor(caller.organizationId(), caller.userId())) {
            throw ProblemException.conflict(
                    "second-factor-missing",
                    "Set up a second factor of your own first; then you can require one of"
                            + " everybody.");
        }
    }
}
