package dev.astir.app.singlesignon;

import dev.astir.app.identity.Caller;
import dev.astir.app.identity.InPerson;
import dev.astir.app.identity.Role;
import dev.astir.app.web.ForPeople;
import dev.astir.app.web.Page;
import dev.astir.app.web.Problems;
import dev.astir.app.web.RateLimit;
import dev.astir.app.web.RateLimits;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Delete;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Put;
import io.micronaut.http.annotation.Status;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import java.time.Duration;
import java.util.UUID;

/** The organization's identity providers: {@code /api/identity-providers}. */
@Problems
@ForPeople
@InPerson
@Tag(name = "Organization")
@Controller("/api/identity-providers")
@ExecuteOn(TaskExecutors.BLOCKING)
@Secured(Role.IS_ADMIN)
class IdentityProviderController {

    /** Of one organization: each asks another's server several times. */
    static final RateLimit TESTS = RateLimit.oneEach("sso-test", 10, Duration.ofSeconds(10));

    private final Providers providers;
    private final ProviderCheck check;
    private final RateLimits limits;

    IdentityProviderController(Providers providers, ProviderCheck check, RateLimits limits) {
        this.providers = providers;
        this.check = check;
        this.limits = limits;
    }

    /** Lists the organization's identity providers. */
    @Get
    Page<ProviderAnswer> list(Caller caller) {
        return Page.of(
                providers.all(caller.organizationId()).stream().map(ProviderAnswer::of).toList(),
                Providers.MOST,
                provider -> provider.id().toString());
    }

    /** Makes an identity provider known. */
    @Post
    @Status(HttpStatus.CREATED)
    ProviderAnswer create(Caller caller, @Body @Valid ProviderRequest request) {
        return ProviderAnswer.of(providers.create(caller, request));
    }

    /** Changes an identity provider. */
    @Put("/{id}")
    ProviderAnswer change(Caller caller, UUID id, @Body @Valid ProviderRequest request) {
        return ProviderAnswer.of(providers.change(caller, id, request));
    }

    /** Deletes an identity provider; nobody signs in by it any more. */
    @Delete("/{id}")
    @Status(HttpStatus.NO_CONTENT)
    void delete(Caller caller, UUID id) {
        providers.delete(caller, id);
    }

    /** Asks the provider what a sign-in would need. */
    @Post("/{id}/test")
    ProviderCheck.Result test(Caller caller, UUID id) {
        IdentityProvider provider = providers.get(caller.organizationId(), id);
        limits.take(
                TESTS,
                caller.organizationId().toString(),
                "The providers were tested often; try again later.");
        return check.of(provider);
    }
}
