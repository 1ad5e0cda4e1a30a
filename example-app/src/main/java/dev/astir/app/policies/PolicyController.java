package dev.astir.app.policies;

import dev.astir.app.identity.Caller;
import dev.astir.app.identity.InPerson;
import dev.astir.app.identity.Role;
import dev.astir.app.policies.PolicyView.Agreed;
import dev.astir.app.policies.PolicyView.Version;
import dev.astir.app.web.ForPeople;
import dev.astir.app.web.Page;
import dev.astir.app.web.PageLimit;
import dev.astir.app.web.Problems;
import io.micronaut.core.annotation.Introspected;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Put;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What is captured, in plain words, and who agreed to it: {@code /api/policy}. */
@Problems
@ForPeople
@Tag(name = "Organization")
@Controller("/api/policy")
@ExecuteOn(TaskExecutors.BLOCKING)
class PolicyController {

    private final PolicyReading reading;
    private final Policies policies;

    PolicyController(PolicyReading reading, Policies policies) {
        this.reading = reading;
        this.policies = policies;
    }

    /** What somebody read and agrees to. */
    @Introspected
    record AcknowledgeRequest(@NotNull @Min(1) Integer version) {}

    /** Shows the policy in force, and what one agreed to oneself. */
    @Get
    @Secured(Role.IS_EMPLOYEE)
    PolicyView current(Caller caller) {
        return reading.current(caller);
    }

    /** Changes what is captured, as a new version that everybody is asked about. */
    @Put
    @Secured(Role.IS_ADMIN)
    PolicyView change(Caller caller, @Body @Valid PolicyRequest request) {
        policies.change(caller.actor(), request);
        return reading.current(caller);
    }

    /** Agrees to a version of the policy: a person's word, which no script gives. */
    @Post("/acknowledge")
    @InPerson
    @Secured(Role.IS_EMPLOYEE)
    PolicyView acknowledge(Caller caller, @Body @Valid AcknowledgeRequest request) {
        policies.acknowledge(caller.actor(), caller.userId(), request.version());
        return reading.current(caller);
    }

    /**
     * Lists versions of the policy, newest first.
     *
     * @param before the version after which to go on; the newest when absent
     */
    @Get("/versions")
    @Secured(Role.IS_EMPLOYEE)
    Page<Version> versions(
            Caller caller,
            @QueryValue(defaultValue = "2147483647") @Min(1) int before,
            @QueryValue(defaultValue = "50") @PageLimit int limit) {
        return reading.versions(caller.organizationId(), before, limit);
    }

    /**
     * Lists who agreed to what, by name.
     *
     * @param after the {@code next} of the page before
     */
    @Get("/acknowledgements")
    @Secured(Role.IS_ADMIN)
    Page<Agreed> agreements(
            Caller caller,
            @Nullable @QueryValue UUID after,
            @QueryValue(defaultValue = "100") @PageLimit int limit) {
        return reading.agreements(caller.organizationId(), after, limit);
    }
}
