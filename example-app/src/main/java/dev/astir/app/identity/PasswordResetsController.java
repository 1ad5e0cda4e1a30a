package dev.astir.app.identity;

import dev.astir.app.web.ForPeople;
import dev.astir.app.web.Page;
import dev.astir.app.web.PageLimit;
import dev.astir.app.web.Problems;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.http.annotation.Status;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What administrators do for those who forgot their password. */
@Problems
@ForPeople
@Tag(name = "Signing in")
@Controller("/api")
@ExecuteOn(TaskExecutors.BLOCKING)
@Secured(Role.IS_ADMIN)
class PasswordResetsController {

    private final HandedResets resets;

    PasswordResetsController(HandedResets resets) {
        this.resets = resets;
    }

    /**
     * Lists who forgot their password and waits for a link that an administrator makes.
     *
     * @param after the {@code next} of the page before
     */
    @Get("/password-resets")
    Page<PasswordResetRequest> waiting(
            Caller caller,
            @QueryValue(defaultValue = "100") @PageLimit int limit,
            @QueryValue @Nullable UUID after) {
        return resets.waiting(caller.organizationId(), after, limit);
    }

    /** Makes a link by which a person sets their password anew, and shows it this once. */
    @Post("/users/{id}/password-reset")
    @InPerson
    @Status(HttpStatus.CREATED)
    ResetLinks.ResetLink issue(Caller caller, UUID id) {
        return resets.issue(caller, id);
    }
}
