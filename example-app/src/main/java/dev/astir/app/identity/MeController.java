package dev.astir.app.identity;

import dev.astir.app.web.ForPeople;
import dev.astir.app.web.Problems;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;

/** Who is signed in: {@code GET /api/auth/me}. */
@Problems
@ForPeople
@Controller("/api/auth/me")
@ExecuteOn(TaskExecutors.BLOCKING)
@Secured(Role.IS_EMPLOYEE)
class MeController {

    private final Accounts accounts;

    MeController(Accounts accounts) {
        this.accounts = accounts;
    }

    @Get
    Me me(Caller caller) {
        return accounts.me(caller.organizationId(), caller.userId());
    }
}
