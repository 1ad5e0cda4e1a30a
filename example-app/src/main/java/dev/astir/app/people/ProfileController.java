package dev.astir.app.people;

import dev.astir.app.identity.Caller;
import dev.astir.app.identity.Role;
import dev.astir.app.web.ForPeople;
import dev.astir.app.web.Problems;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Patch;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;

/** The caller's own name and zone: {@code PATCH /api/auth/me}. */
@Problems
@ForPeople
@Tag(name = "People and teams")
@Controller("/api/auth/me")
@ExecuteOn(TaskExecutors.BLOCKING)
@Secured(Role.IS_EMPLOYEE)
class ProfileController {

    private final Profiles profiles;

    ProfileController(Profiles profiles) {
        this.profiles = profiles;
    }

    /** Changes what people may change of themselves; what is absent stays as it is. */
    @Patch
    Person change(Caller caller, @Body @Valid ProfileChanges changes) {
        return profiles.change(caller, changes);
    }
}
