package dev.astir.app.identity;

import dev.astir.app.web.ForPeople;
import dev.astir.app.web.Page;
import dev.astir.app.web.PageLimit;
import dev.astir.app.web.Problems;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Delete;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.http.annotation.Status;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.authentication.Authentication;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Where the caller is signed in: {@code /api/auth/sessions}. */
@Problems
@ForPeople
@Tag(name = "Signing in")
@Controller("/api/auth/sessions")
@ExecuteOn(TaskExecutors.BLOCKING)
@Secured(Role.IS_EMPLOYEE)
class SignInsController {

    private final OpenSignIns signIns;

    SignInsController(OpenSignIns signIns) {
        this.signIns = signIns;
    }

    /**
     * Lists one's own sign-ins that hold.
     *
     * @param after the {@code next} of the page before
     */
    @Get
    Page<OpenSignIn> list(
            Caller caller,
            Authentication authentication,
            @QueryValue(defaultValue = "100") @PageLimit int limit,
            @QueryValue @Nullable UUID after) {
        return signIns.page(
                caller, caller.userId(), Identity.signInOf(authentication), after, limit);
    }

    /** Ends all but the one that asks. */
    @Delete
    @Status(HttpStatus.NO_CONTENT)
    void endOthers(Caller caller, Authentication authentication) {
        signIns.endAll(caller, caller.userId(), Identity.signInOf(authentication));
    }

    /** Ends one of one's own sign-ins. */
    @Delete("/{id}")
    @Status(HttpStatus.NO_CONTENT)
    void end(Caller caller, UUID id) {
        signIns.end(caller, caller.userId(), id);
    }
}
