package dev.astir.app.presence;

import dev.astir.app.accounts.Caller;
import dev.astir.app.accounts.Role;
import dev.astir.app.system.Listing;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;

/** The virtual office. Stateless. */
@Controller("/api/presence")
@Secured(Role.IS_EMPLOYEE)
@ExecuteOn(TaskExecutors.BLOCKING)
class PresenceController {

    private final PresenceService presence;

    PresenceController(PresenceService presence) {
        this.presence = presence;
    }

    @Get
    Listing<Presence> everybody(Caller caller) {
        return Listing.of(presence.everybody(caller.organizationId()));
    }
}
