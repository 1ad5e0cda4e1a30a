package dev.astir.app.organizations;

import dev.astir.app.identity.Caller;
import dev.astir.app.identity.Role;
import dev.astir.app.web.ForPeople;
import dev.astir.app.web.Problems;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Patch;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import jakarta.validation.Valid;

/** The caller's organization and its settings: {@code /api/organization}. */
@Problems
@ForPeople
@Controller("/api/organization")
@ExecuteOn(TaskExecutors.BLOCKING)
class OrganizationController {

    private final Organizations organizations;

    OrganizationController(Organizations organizations) {
        this.organizations = organizations;
    }

    @Get
    @Secured(Role.IS_EMPLOYEE)
    Organization show(Caller caller) {
        return organizations.get(caller.organizationId());
    }

    @Patch
    @Secured(Role.IS_ADMIN)
    Organization change(Caller caller, @Body @Valid OrganizationChanges changes) {
        return organizations.change(caller.actor(), changes);
    }
}
