package dev.astir.app.notifications;

import dev.astir.app.identity.Caller;
import dev.astir.app.identity.Role;
import dev.astir.app.web.ForPeople;
import dev.astir.app.web.Problems;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Put;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import java.util.Locale;

/** How the caller wants to be told of alerts: {@code /api/me/notifications}. Thread-safe. */
@Problems
@ForPeople
@Tag(name = "Alerts")
@Controller("/api/me/notifications")
@ExecuteOn(TaskExecutors.BLOCKING)
@Secured(Role.IS_EMPLOYEE)
class NotificationController {

    private final Choices choices;

    NotificationController(Choices choices) {
        this.choices = choices;
    }

    /** Shows how one wants to be told of alerts. */
    @Get
    NotificationChoices get(Caller caller) {
        return choices.of(caller);
    }

    /**
     * Chooses how one is told of alerts. Mails come in the language of the request that chose last.
     */
    @Put
    NotificationChoices change(
            Caller caller, HttpRequest<?> request, @Body @Valid NotificationRequest body) {
        return choices.change(caller, body, request.getLocale().orElse(Locale.ENGLISH));
    }
}
