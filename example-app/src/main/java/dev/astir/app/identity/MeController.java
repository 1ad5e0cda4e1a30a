package dev.astir.app.identity;

import dev.astir.app.web.ForPeople;
import dev.astir.app.web.Problems;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.swagger.v3.oas.annotations.tags.Tag;

/** Who is signed in: {@code GET /api/auth/me}. */
@Problems
@ForPeople
@Tag(name = "Signing in")
@Controller("/api/auth/me")
@ExecuteOn(TaskExecutors.BLOCKING)
@Secured(Role.IS_EMPLOYEE)
class MeController {

    private final Accounts accounts;

    MeController(Accounts accounts) {
        this.accounts = accounts;
    }

    /** Shows who asks. */
    @Get
    Me me(Caller caller) {
        return accounts.me(caller.organizationId(), caller.userId());
    }
}
