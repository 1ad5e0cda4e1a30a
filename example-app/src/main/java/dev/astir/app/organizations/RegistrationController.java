package dev.astir.app.organizations;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import dev.astir.app.identity.SignInAnswers;
import dev.astir.app.identity.SignedIn;
import dev.astir.app.identity.User;
import dev.astir.app.platform.Settings;
import dev.astir.app.web.ClientAddress;
import dev.astir.app.web.IanaTimeZone;
import dev.astir.app.web.ProblemException;
import dev.astir.app.web.Problems;
import dev.astir.app.web.RateLimit;
import dev.astir.app.web.RateLimits;
import dev.astir.app.web.SingleLine;
import dev.astir.app.web.StorableText;
import dev.astir.app.web.ThisMachine;
import io.micronaut.core.annotation.Introspected;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Status;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.rules.SecurityRule;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Duration;

/** How an organization is created: {@code POST /api/auth/register}. */
@Problems
@Tag(name = "Signing in")
@Controller("/api/auth/register")
@ExecuteOn(TaskExecutors.BLOCKING)
@Secured(SecurityRule.IS_ANONYMOUS)
class RegistrationController {

    /** An office behind one address, or a few of them; not a script. */
    static final RateLimit LIMIT = RateLimit.of("register", 10, Duration.ofHours(1));

    private final Registration registration;
    private final SignInAnswers answers;
    private final Settings settings;
    private final ClientAddress addresses;
    private final RateLimits limits;

    /**
     * An organization and its administrator. A role or an organization that somebody names besides
     * has no effect: nobody chooses them.
     */
    @Introspected
    @JsonIgnoreProperties(ignoreUnknown = true)
    record Register(
            @NotBlank @Size(max = 200) @StorableText @SingleLine String organizationName,
            @NotBlank @IanaTimeZone String timeZone,
            @NotBlank @Size(max = 200) @StorableText @SingleLine String name,
            @NotBlank @Email @Size(max = 254) @SingleLine String email,
            @NotNull String password) {}

    RegistrationController(
            Registration registration,
            SignInAnswers answers,
            Settings settings,
            ClientAddress addresses,
            RateLimits limits) {
        this.registration = registration;
        this.answers = answers;
        this.settings = settings;
        this.addresses = addresses;
        this.limits = limits;
    }

    /** Makes an organization with its first administrator, and signs them in. */
    @Post
    @Status(HttpStatus.CREATED)
    HttpResponse<SignedIn> register(HttpRequest<?> request, @Body @Valid Register body) {
        if (!settings.registrationOpen()) {
            throw ProblemException.forbidden(
                    "registration-closed", "New organizations cannot be created here.");
        }
        answers.requirePlace(request, null);
        // Who sits at the machine itself needs no leave of ours.
        User administrator =
                ThisMachine.asksByProgramOrPage(request)
                        ? register(body)
                        : limits.countingSuccesses(
                                LIMIT,
                                addresses.key(request),
                                "Many organizations were created from here; try again later.",
                                () -> register(body));
        return answers.begin(HttpStatus.CREATED, request, administrator);
    }

    private User register(Register body) {
        return registration.register(
                body.organizationName(),
                body.timeZone(),
                body.name(),
                body.email(),
                body.password());
    }
}
