package dev.astir.app.presence;

import dev.astir.app.identity.Caller;
import dev.astir.app.identity.Role;
import dev.astir.app.web.ForPeople;
import dev.astir.app.web.Page;
import dev.astir.app.web.Problems;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.swagger.v3.oas.annotations.tags.Tag;

/** The virtual office. Stateless. */
@Problems
@ForPeople
@Tag(name = "Presence")
@Controller("/api/presence")
@Secured(Role.IS_EMPLOYEE)
@ExecuteOn(TaskExecutors.BLOCKING)
class PresenceController {

    private final PresentPeople people;
    private final PresenceViews views;

    PresenceController(PresentPeople people, PresenceViews views) {
        this.people = people;
        this.views = views;
    }

    /** Shows what everybody in the organization does now. */
    @Get
    Page<Presence> everybody(Caller caller) {
        return Page.of(views.of(caller, people.everybody(caller.organizationId())));
    }
}
