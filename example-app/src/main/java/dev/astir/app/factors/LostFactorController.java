package dev.astir.app.factors;

import dev.astir.app.identity.Caller;
import dev.astir.app.identity.InPerson;
import dev.astir.app.identity.Role;
import dev.astir.app.web.ForPeople;
import dev.astir.app.web.Problems;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Delete;
import io.micronaut.http.annotation.Status;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.UUID;

/** For people who have lost all their second factors. Stateless. */
@Problems
@ForPeople
@InPerson
@Tag(name = "Signing in")
@Controller("/api/users/{id}/second-factor")
@ExecuteOn(TaskExecutors.BLOCKING)
@Secured(Role.IS_ADMIN)
class LostFactorController {

    private final SecondFactors factors;

    LostFactorController(SecondFactors factors) {
        this.factors = factors;
    }

    /** Takes all second factors from somebody who lost theirs. */
    @Delete
    @Status(HttpStatus.NO_CONTENT)
    void remove(Caller caller, UUID id) {
        factors.remove(caller.actor(), id);
    }
}
