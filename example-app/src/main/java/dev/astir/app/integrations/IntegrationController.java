package dev.astir.app.integrations;

import dev.astir.app.identity.Caller;
import dev.astir.app.identity.InPerson;
import dev.astir.app.identity.Role;
import dev.astir.app.web.ForPeople;
import dev.astir.app.web.Page;
import dev.astir.app.web.Problems;
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
import java.util.UUID;

/** The organization's integrations: {@code /api/integrations}. Stateless. */
@Problems
@ForPeople
@Tag(name = "Integrations")
@Controller("/api/integrations")
@Secured(Role.IS_ADMIN)
@ExecuteOn(TaskExecutors.BLOCKING)
class IntegrationController {

    private final Integrations integrations;
    private final Trials trials;

    IntegrationController(Integrations integrations, Trials trials) {
        this.integrations = integrations;
        this.trials = trials;
    }

    /** Lists the organization's integrations, the oldest first. */
    @Get
    Page<IntegrationView> list(Caller caller) {
        return integrations.all(caller);
    }

    /** Makes an integration, and shows its secret this once. */
    @Post
    @InPerson
    @Status(HttpStatus.CREATED)
    IntegrationView create(Caller caller, @Body @Valid IntegrationRequest request) {
        return integrations.create(caller, request);
    }

    /** Answers an integration with what its senders were answered last. */
    @Get("/{id}")
    IntegrationView one(Caller caller, UUID id) {
        return integrations.one(caller, id);
    }

    /** Renames, maps anew, pauses or resumes an integration. */
    @Patch("/{id}")
    IntegrationView change(Caller caller, UUID id, @Body @Valid IntegrationChange request) {
        return integrations.change(caller, id, request);
    }

    /** Ends an integration: its address answers nobody any more. */
    @Delete("/{id}")
    @Status(HttpStatus.NO_CONTENT)
    void delete(Caller caller, UUID id) {
        integrations.delete(caller, id);
    }

    /** Makes another secret, and shows it this once; the one before counts for a day more. */
    @Post("/{id}/secret")
    @InPerson
    IntegrationView rotate(Caller caller, UUID id) {
        return integrations.rotate(caller, id);
    }

    /** Sends a sample to an integration, signed as its sender signs, and tells what that gets. */
    @Post("/{id}/test")
    Trials.Result test(Caller caller, UUID id) {
        return trials.send(caller, id);
    }

    /** Shows the event that a request would become; stores nothing. */
    @Post("/preview")
    Preview preview(Caller caller, @Body @Valid Preview.Request request) {
        return trials.preview(caller, request);
    }
}
