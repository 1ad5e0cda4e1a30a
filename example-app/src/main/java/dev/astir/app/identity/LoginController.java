package dev.astir.app.identity;

import dev.astir.app.web.Problems;
import dev.astir.app.web.StorableText;
import io.micronaut.core.annotation.Introspected;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.rules.SecurityRule;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Signing in: {@code POST /api/auth/login}. */
@Problems
@Tag(name = "Signing in")
@Controller("/api/auth/login")
@ExecuteOn(TaskExecutors.BLOCKING)
@Secured(SecurityRule.IS_ANONYMOUS)
class LoginController {

    private final Logins logins;
    private final SecondFactor secondFactor;
    private final KnownPlaces places;
    private final SignInAnswers answers;

    /** Who wants to sign in. */
    @Introspected
    @Schema(
            example =
                    """
                    {"email": "ada@example.org", "password": "correct horse battery"}\
                    """)
    record Login(
            @NotBlank @Size(max = 254) @StorableText String email,
            @NotNull String password,
            @Nullable UUID organizationId) {}

    LoginController(
            Logins logins, SecondFactor secondFactor, KnownPlaces places, SignInAnswers answers) {
        this.logins = logins;
        this.secondFactor = secondFactor;
        this.places = places;
        this.answers = answers;
    }

    /** Signs in by e-mail and password. */
    @Post
    HttpResponse<SignedIn> login(HttpRequest<?> request, @Body @Valid Login body) {
        User user =
                logins.login(
                        request,
                        new Recognition.Claim(
                                body.email(), body.password(), body.organizationId()));
        answers.requirePlace(request, user.id());
        secondFactor.demand(user, places.nameFor(request, user));
        return answers.begin(HttpStatus.OK, request, user);
    }
}
