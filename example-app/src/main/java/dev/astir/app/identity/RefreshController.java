package dev.astir.app.identity;

import dev.astir.app.identity.PresentedTokens.Refresh;
import dev.astir.app.web.ClientAddress;
import dev.astir.app.web.ProblemException;
import dev.astir.app.web.Problems;
import dev.astir.app.web.RateLimit;
import dev.astir.app.web.RateLimits;
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
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** How a sign-in goes on: {@code POST /api/auth/refresh}. */
@Problems
@Tag(name = "Signing in")
@Controller("/api/auth/refresh")
@ExecuteOn(TaskExecutors.BLOCKING)
@Secured(SecurityRule.IS_ANONYMOUS)
class RefreshController {

    /** Refresh tokens of one address that are not good; nobody can guess one, but all may ask. */
    static final RateLimit REFUSED = RateLimit.of("refresh", 60, Duration.ofMinutes(1));

    private final SignIns signIns;
    private final SignInAnswers answers;
    private final SessionCookies cookies;
    private final PresentedTokens presented;
    private final ClientAddress addresses;
    private final RateLimits limits;

    RefreshController(
            SignIns signIns,
            SignInAnswers answers,
            SessionCookies cookies,
            PresentedTokens presented,
            ClientAddress addresses,
            RateLimits limits) {
        this.signIns = signIns;
        this.answers = answers;
        this.cookies = cookies;
        this.presented = presented;
        this.addresses = addresses;
        this.limits = limits;
    }

    /** Gives a fresh access token for a refresh token, which is used up by it. */
    @Post
    HttpResponse<SignedIn> refresh(HttpRequest<?> request, @Body @Nullable @Valid Refresh body) {
        String token =
                presented
                        .of(request, body)
                        .orElseThrow(() ->
                                ProblemException.unauthenticated(
                                        "refresh-refused", "There is no refresh token."));
        // What scripts could not read stays so: a cookie's successor is a cookie, asked for or not.
        boolean asCookies = cookies.wanted(request) || PresentedTokens.in(body).isEmpty();
        return answers.answer(HttpStatus.OK, asCookies, refreshed(request, token));
    }

    private SignIns.Tokens refreshed(HttpRequest<?> request, String token) {
        try {
            return signIns.refresh(token, answers.origin(request));
        } catch (ProblemException e) {
            // Nobody guesses a token, so a good one is not refused for what others sent from here.
            if (e.isUnauthenticated() && !addresses.isShared(request)) {
                limits.take(
                        REFUSED,
                        addresses.key(request),
                        "Too many refused refresh tokens; try again later.");
            }
            throw e;
        }
    }
}
