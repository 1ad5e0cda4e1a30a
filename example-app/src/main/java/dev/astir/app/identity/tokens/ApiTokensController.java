package dev.astir.app.identity.tokens;

import dev.astir.app.identity.Caller;
import dev.astir.app.identity.InPerson;
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
 * The tokens of people's scripts: everybody makes, sees and ends their own, administrators see and
 * end everyone's: {@code /api/tokens}. Stateless.
 */
@Problems
@ForPeople
@InPerson
@Tag(name = "Clients of the API")
@Controller("/api/tokens")
@Secured(Role.IS_EMPLOYEE)
@ExecuteOn(TaskExecutors.BLOCKING)
class ApiTokensController {

    private final ApiTokens tokens;

    ApiTokensController(ApiTokens tokens) {
        this.tokens = tokens;
    }

    /** Lists one's own tokens, those that expired lately among them. */
    @Get
    Page<ApiToken> list(Caller caller) {
        return tokens.own(caller);
    }

    /**
     * Lists the organization's tokens.
     *
     * @param after the {@code next} of the page before
     */
    @Get("/everyone")
    @Secured(Role.IS_ADMIN)
    Page<ApiToken> everyones(
            Caller caller,
            @QueryValue(defaultValue = "100") @PageLimit int limit,
            @Nullable @QueryValue UUID after) {
        return tokens.everyones(caller, after, limit);
    }

    /** Makes a token, and shows it this once. */
    @Post
    @Status(HttpStatus.CREATED)
    NewApiToken create(Caller caller, @Body @Valid ApiTokenRequest request) {
        return tokens.create(caller, request);
    }

    /** Ends a token at once: one's own, or as an administrator anybody's. */
    @Delete("/{id}")
    @Status(HttpStatus.NO_CONTENT)
    void end(Caller caller, UUID id) {
        tokens.end(caller, id);
    }
}
