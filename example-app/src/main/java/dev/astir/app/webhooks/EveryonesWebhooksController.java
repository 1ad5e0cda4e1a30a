package dev.astir.app.webhooks;

import dev.astir.app.identity.Caller;
import dev.astir.app.identity.Role;
import dev.astir.app.web.ForPeople;
import dev.astir.app.web.Page;
import dev.astir.app.web.Problems;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Delete;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Status;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.UUID;

/**
 * People's own webhooks, for administrators: data leaves the organization by them, so that they are
 * seen and can be ended; what they are told stays their people's. Stateless.
 */
@Problems
@ForPeople
@Tag(name = "Webhooks")
@Controller("/api/webhooks/everyone")
@Secured(Role.IS_ADMIN)
@ExecuteOn(TaskExecutors.BLOCKING)
class EveryonesWebhooksController {

    private final OwnWebhooks webhooks;

    EveryonesWebhooksController(OwnWebhooks webhooks) {
        this.webhooks = webhooks;
    }

    /** Lists whose own webhooks there are, and at which host each is. */
    @Get
    Page<OwnWebhook> list(Caller caller) {
        return webhooks.everyones(caller);
    }

    /** Ends somebody's own webhook, and deletes its deliveries. */
    @Delete("/{id}")
    @Status(HttpStatus.NO_CONTENT)
    void end(Caller caller, UUID id) {
        webhooks.end(caller, id);
    }
}
