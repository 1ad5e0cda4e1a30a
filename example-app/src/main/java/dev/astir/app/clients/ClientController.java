package dev.astir.app.clients;

import dev.astir.app.identity.Caller;
import dev.astir.app.identity.Role;
import dev.astir.app.web.ForPeople;
import dev.astir.app.web.PageLimit;
import dev.astir.app.web.Problems;
import dev.astir.app.web.StorableText;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Patch;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The clients of the API: {@code /api/clients}. Stateless. */
@Problems
@ForPeople
@Tag(name = "Clients of the API")
@Controller("/api/clients")
@Secured(Role.IS_MANAGER)
@ExecuteOn(TaskExecutors.BLOCKING)
class ClientController {

    private static final String KINDS = "person|agent|token|integration";

    private final Clients clients;
    private final Watches watches;

    ClientController(Clients clients, Watches watches) {
        this.clients = clients;
        this.watches = watches;
    }

    /**
     * Lists clients of the API, the one seen last first: people and agents in sight; for
     * administrators also tokens and integrations, and how the buffer of this node does.
     *
     * @param kind those of a kind alone
     * @param silent those that are silent alone, or those that are not
     * @param q a part of the name
     * @param after the {@code next} of the page before
     */
    @Get
    Client.Listed list(
            Caller caller,
            @Nullable
                    @QueryValue
                    @Pattern(
                            regexp = KINDS,
                            message = "must be person, agent, token or integration")
                    String kind,
            @Nullable @QueryValue @Pattern(regexp = "true|false", message = "must be true or false")
                    String silent,
            @Nullable @QueryValue @Size(max = 100) @StorableText String q,
            @Nullable @QueryValue @Size(max = 100) String after,
            @QueryValue(defaultValue = "100") @PageLimit int limit) {
        return clients.page(caller, ClientFilter.of(kind, silent, q), after, limit);
    }

    /** Changes how an API token or an integration is watched. */
    @Patch("/{id}")
    @Secured(Role.IS_ADMIN)
    Client change(Caller caller, UUID id, @Body @Valid WatchRequest request) {
        return watches.change(caller, id, request);
    }
}
