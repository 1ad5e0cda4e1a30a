package dev.astir.app.webhooks;

import dev.astir.app.identity.Caller;
import dev.astir.app.identity.InPerson;
import dev.astir.app.identity.Role;
import dev.astir.app.web.ForPeople;
import dev.astir.app.web.Problems;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
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
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import java.util.Locale;

/** Where one is told of alerts besides here: {@code /api/me/webhook}. Stateless. */
@Problems
@ForPeople
@Tag(name = "Webhooks")
@Controller("/api/me/webhook")
@Secured(Role.IS_EMPLOYEE)
@ExecuteOn(TaskExecutors.BLOCKING)
class OwnWebhookController {

    private final OwnWebhooks webhooks;

    OwnWebhookController(OwnWebhooks webhooks) {
        this.webhooks = webhooks;
    }

    /** Shows one's own webhook, with what it did within a day; nothing, if there is none. */
    @Get
    @ApiResponse(
            responseCode = "200",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = Webhook.class)))
    @ApiResponse(responseCode = "204", description = "There is none.")
    HttpResponse<Webhook> show(Caller caller) {
        return webhooks.find(caller)
                .<HttpResponse<Webhook>>map(HttpResponse::ok)
                .orElseGet(HttpResponse::noContent);
    }

    /** Makes one's own webhook, and shows its secret this once. */
    @Post
    @InPerson
    @Status(HttpStatus.CREATED)
    NewWebhook create(Caller caller, HttpRequest<?> request, @Body @Valid OwnWebhookRequest body) {
        return webhooks.create(caller, body, request.getLocale().orElse(Locale.ENGLISH));
    }

    /** Gives one's own webhook another address, pauses or resumes it. */
    @Patch
    @InPerson
    Webhook change(Caller caller, @Body @Valid OwnWebhookChange change) {
        return webhooks.change(caller, change);
    }

    /** Ends one's own webhook, and deletes its deliveries. */
    @Delete
    @InPerson
    @Status(HttpStatus.NO_CONTENT)
    void delete(Caller caller) {
        webhooks.delete(caller);
    }

    /** Makes another secret, and shows it this once; the one before signs as well for a day. */
    @Post("/secret")
    @InPerson
    NewWebhook rotate(Caller caller) {
        return webhooks.rotate(caller);
    }
}
