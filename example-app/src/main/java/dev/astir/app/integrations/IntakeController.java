package dev.astir.app.integrations;

import dev.astir.app.identity.Identity;
import dev.astir.app.web.ClientAddress;
import dev.astir.app.web.Problems;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Status;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.authentication.Authentication;
import io.micronaut.security.rules.SecurityRule;
import io.swagger.v3.oas.annotations.tags.Tag;

/**
 * Where other systems send what happened there. The route is open to everybody; the request itself
 * is to prove who sent it. Stateless.
 */
@Problems
@Tag(name = "Integrations")
@Controller("/api/integrations")
@Secured(SecurityRule.IS_ANONYMOUS)
@ExecuteOn(TaskExecutors.BLOCKING)
class IntakeController {

    private final Intake intake;
    private final ClientAddress addresses;

    IntakeController(Intake intake, ClientAddress addresses) {
        this.intake = intake;
        this.addresses = addresses;
    }

    /**
     * Takes an event of another system, by the end of the address that its integration shows.
     *
     * @param id the end of that address
     * @param body as it came: the signature is over these bytes
     */
    @Post("/{id}")
    @Consumes(MediaType.ALL)
    @Status(HttpStatus.ACCEPTED)
    Receipt take(
            HttpRequest<?> request, String id, @jakarta.annotation.Nullable @Body byte[] body) {
        return intake.take(
                id,
                Delivery.of(request, body),
                request.getUserPrincipal(Authentication.class).flatMap(Identity::of).orElse(null),
                addresses.isShared(request) ? null : addresses.key(request));
    }
}
