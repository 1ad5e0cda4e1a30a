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

/** Where a person is signed in, for administrators: {@code /api/users/{id}/sessions}. */
@Problems
@ForPeople
@InPerson
@Tag(name = "Signing in")
@Controller("/api/users/{id}/sessions")
@ExecuteOn(TaskExecutors.BLOCKING)
@Secured(Role.IS_ADMIN)
class PersonSignInsController {

    private final OpenSignIns signIns;

    PersonSignInsController(OpenSignIns signIns) {
        this.signIns = signIns;
    }

    /**
     * Lists a person's sign-ins that hold.
     *
     * @param after the {@code next} of the page before
     */
    @Get
    Page<OpenSignIn> list(
            Caller caller,
            Authentication authentication,
            UUID id,
            @QueryValue(defaultValue = "100") @PageLimit int limit,
            @QueryValue @Nullable UUID after) {
        return signIns.page(caller, id, Identity.signInOf(authentication), after, limit);
    }

    /** Ends all of a person's sign-ins, the one that asks too where it is among them. */
    @Delete
    @Status(HttpStatus.NO_CONTENT)
    void endAll(Caller caller, UUID id) {
        signIns.endAll(caller, id, null);
    }

    /**
     * Ends one of a person's sign-ins.
     *
     * @param sid the sign-in
     */
    @Delete("/{sid}")
    @Status(HttpStatus.NO_CONTENT)
    void end(Caller caller, UUID id, UUID sid) {
        signIns.end(caller, id, sid);
    }
}
