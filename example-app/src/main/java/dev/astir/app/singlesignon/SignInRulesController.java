package dev.astir.app.singlesignon;

import dev.astir.app.identity.Caller;
import dev.astir.app.identity.InPerson;
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
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;

/** How the organization's people may sign in: {@code /api/sign-in-rules}. */
@Problems
@ForPeople
@InPerson
@Tag(name = "Organization")
@Controller("/api/sign-in-rules")
@ExecuteOn(TaskExecutors.BLOCKING)
@Secured(Role.IS_ADMIN)
class SignInRulesController {

    private final SignInRules rules;

    SignInRulesController(SignInRules rules) {
        this.rules = rules;
    }

    /** Shows how people of the organization may sign in. */
    @Get
    SignInRules.Answer show(Caller caller) {
        return rules.get(caller.organizationId());
    }

    /** Changes how people may sign in; what is absent stays as it is. */
    @Patch
    SignInRules.Answer change(Caller caller, @Body @Valid SignInRules.Changes changes) {
        return rules.change(caller, changes);
    }
}
