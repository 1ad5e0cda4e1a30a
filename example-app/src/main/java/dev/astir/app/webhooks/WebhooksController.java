package dev.astir.app.webhooks;

import dev.astir.app.identity.Caller;
import dev.astir.app.identity.InPerson;
import dev.astir.app.identity.Role;
import dev.astir.app.web.ForPeople;
import dev.astir.app.web.Page;
import dev.astir.app.web.Problems;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Delete;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Patch;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Status;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import java.util.Locale;
import java.util.UUID;

/** Which addresses are told what happens: {@code /api/webhooks}. Stateless. */
@Problems
@ForPeople
@Tag(name = "Webhooks")
@Controller("/api/webhooks")
@Secured(Role.IS_ADMIN)
@ExecuteOn(TaskExecutors.BLOCKING)
class WebhooksController {

    private final Webhooks webhooks;

    WebhooksController(Webhooks webhooks) {
        this.webhooks = webhooks;
    }

    /** Lists the organization's webhooks, with what they did within a day. */
    @Get
    Page<Webhook> list(Caller caller) {
        return webhooks.all(Owner.organization(caller));
    }

    /**
     * Makes a webhook, and shows its secret this once. In person: it reads on when the token is
     * gone.
     */
    @Post
    @InPerson
    @Status(HttpStatus.CREATED)
    NewWebhook create(Caller caller, HttpRequest<?> request, @Body @Valid WebhookRequest body) {
        return webhooks.create(
                caller,
                Owner.organization(caller),
                body,
                request.getLocale().orElse(Locale.ENGLISH));
    }

    /** Answers one webhook. */
    @Get("/{id}")
    Webhook show(Caller caller, UUID id) {
        return webhooks.get(Owner.organization(caller), id);
    }

    /** Describes a webhook anew, pauses or resumes it. Another address needs somebody in person. */
    @Patch("/{id}")
    Webhook change(Caller caller, UUID id, @Body @Valid WebhookChange change) {
        return webhooks.change(caller, Owner.organization(caller), id, change);
    }

    /** Ends a webhook, with its deliveries. */
    @Delete("/{id}")
    @Status(HttpStatus.NO_CONTENT)
    void delete(Caller caller, UUID id) {
        webhooks.delete(caller, Owner.organization(caller), id);
    }

    /** Makes another secret, and shows it this once; the one before signs as well for a day. */
    @Post("/{id}/secret")
    @InPerson
    NewWebhook rotate(Caller caller, UUID id) {
        return webhooks.rotate(caller, Owner.organization(caller), id);
    }
}
