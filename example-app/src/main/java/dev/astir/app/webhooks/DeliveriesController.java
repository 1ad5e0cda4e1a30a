package dev.astir.app.webhooks;

import dev.astir.app.identity.Caller;
import dev.astir.app.identity.Role;
import dev.astir.app.web.ForPeople;
import dev.astir.app.web.Page;
import dev.astir.app.web.PageLimit;
import dev.astir.app.web.Problems;
import dev.astir.app.web.StorableText;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What a webhook was sent: beneath {@code /api/webhooks/{id}}. Stateless. */
@Problems
@ForPeople
@Tag(name = "Webhooks")
@Controller("/api/webhooks/{id}")
@Secured(Role.IS_ADMIN)
@ExecuteOn(TaskExecutors.BLOCKING)
class DeliveriesController {

    private final Deliveries deliveries;

    DeliveriesController(Deliveries deliveries) {
        this.deliveries = deliveries;
    }

    /**
     * Lists what a webhook was sent, the newest first.
     *
     * @param outcome those with this outcome alone
     * @param type those of this type of event alone
     * @param cursor the {@code next} of the page before
     */
    @Get("/deliveries")
    Page<Delivery> list(
            Caller caller,
            UUID id,
            @Nullable
                    @QueryValue
                    @Pattern(regexp = Delivery.OUTCOMES, message = Delivery.ALLOWED_OUTCOMES)
                    String outcome,
            @Nullable @QueryValue @Size(max = 100) @StorableText String type,
            @Nullable @QueryValue @Size(max = 100) String cursor,
            @QueryValue(defaultValue = "50") @PageLimit int limit) {
        return deliveries.page(Owner.organization(caller), id, outcome, type, cursor, limit);
    }

    /** Answers one delivery with what was sent. */
    @Get("/deliveries/{deliveryId}")
    Delivery.Whole show(Caller caller, UUID id, UUID deliveryId) {
        return deliveries.get(caller, Owner.organization(caller), id, deliveryId);
    }

    /** Tries a delivery again, soon; also one that was given up. */
    @Post("/deliveries/{deliveryId}/retry")
    Delivery retry(Caller caller, UUID id, UUID deliveryId) {
        return deliveries.retry(caller, Owner.organization(caller), id, deliveryId);
    }

    /** Sends a test to a webhook, and answers what came of it. */
    @Post("/test")
    Delivery test(Caller caller, UUID id) {
        return deliveries.test(caller, Owner.organization(caller), id);
    }
}
