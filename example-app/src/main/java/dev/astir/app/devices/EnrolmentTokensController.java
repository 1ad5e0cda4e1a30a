package dev.astir.app.devices;

import dev.astir.app.identity.Caller;
import dev.astir.app.identity.Role;
import dev.astir.app.web.ForPeople;
import dev.astir.app.web.Page;
import dev.astir.app.web.PageLimit;
import dev.astir.app.web.Problems;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Delete;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.http.annotation.Status;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The tokens that enrol devices: administrators make, see and end those of the organization, others
 * those for their own devices: {@code /api/enrolment-tokens}. Stateless.
 */
@Problems
@ForPeople
@Tag(name = "Agents")
@Controller("/api/enrolment-tokens")
@Secured(Role.IS_EMPLOYEE)
@ExecuteOn(TaskExecutors.BLOCKING)
class EnrolmentTokensController {

    private final EnrolmentTokens tokens;

    EnrolmentTokensController(EnrolmentTokens tokens) {
        this.tokens = tokens;
    }

    /**
     * Lists tokens by which devices can be enrolled, never the tokens themselves.
     *
     * @param after the {@code next} of the page before
     */
    @Get
    Page<IssuedToken> list(
            Caller caller,
            @QueryValue(defaultValue = "100") @PageLimit int limit,
            @Nullable @QueryValue UUID after) {
        return tokens.page(caller, after, limit);
    }

    /** Makes an enrolment token, and shows it this once. */
    @Post
    @Status(HttpStatus.CREATED)
    EnrolmentToken create(Caller caller, @Body @Valid EnrolmentTokenRequest request) {
        return tokens.issue(caller, request);
    }

    /** Revokes an enrolment token; devices that it let in stay. */
    @Delete("/{id}")
    @Status(HttpStatus.NO_CONTENT)
    void revoke(Caller caller, UUID id) {
        tokens.revoke(caller, id);
    }
}
