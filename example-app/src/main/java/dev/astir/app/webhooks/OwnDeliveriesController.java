package dev.astir.app.webhooks;

import dev.astir.app.identity.Caller;
import dev.astir.app.identity.InPerson;
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
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What one's own webhook was sent: beneath {@code /api/me/webhook}. Stateless. */
@Problems
@ForPeople
@Tag(name = "Webhooks")
@Controller("/api/me/webhook")
@Secured(Role.IS_EMPLOYEE)
@ExecuteOn(TaskExecutors.BLOCKING)
class OwnDeliveriesController {

    private final OwnWebhooks webhooks;
    private final Deliveries deliveries;

    OwnDeliveriesController(OwnWebhooks webhooks, Deliveries deliveries) {
        this.webhooks = webhooks;
        this.deliveries = deliveries;
    }

    /**
     * Lists what one's own webhook was sent, the newest first; nothing where there is none.
     *
     * @param outcome those with this outcome alone
     * @param type those of this type of event alone
     * @param cursor the {@code next} of the page before
     */
    @Get("/deliveries")
    Page<Delivery> list(
            Caller caller,
            @Nullable
                    @QueryValue
                    @Pattern(regexp = Delivery.OUTCOMES, message = Delivery.ALLOWED_OUTCOMES)
                    String outcome,
            @Nullable @QueryValue @Size(max = 100) @StorableText String type,
            @Nullable @QueryValue @Size(max = 100) String cursor,
            @QueryValue(defaultValue = "50") @PageLimit int limit) {
        return webhooks.find(caller)
                .map(own ->
                        deliveries.page(
                                Owner.person(caller), own.id(), outcome, type, cursor, limit))
                .orElse(Page.of(List.of()));
    }

    /** Shows one delivery, with what was sent. */
    @Get("/deliveries/{deliveryId}")
    Delivery.Whole show(Caller caller, UUID deliveryId) {
        return deliveries.get(caller, Owner.person(caller), webhooks.require(caller), deliveryId);
    }

    /** Tries one delivery again, soon; also one that was given up. */
    @Post("/deliveries/{deliveryId}/retry")
    @InPerson
    Delivery retry(Caller caller, UUID deliveryId) {
        return deliveries.retry(caller, Owner.person(caller), webhooks.require(caller), deliveryId);
    }

    /** Sends a test, and answers what came of it. */
    @Post("/test")
    @InPerson
    Delivery test(Caller caller) {
        return deliveries.test(caller, Owner.person(caller), webhooks.require(caller));
    }
}
