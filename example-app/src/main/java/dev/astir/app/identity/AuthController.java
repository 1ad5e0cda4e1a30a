package dev.astir.app.identity;

import dev.astir.app.web.ClientAddress;
import dev.astir.app.web.ForPeople;
import dev.astir.app.web.ProblemException;
import dev.astir.app.web.Problems;
import dev.astir.app.web.RateLimit;
import dev.astir.app.web.RateLimits;
import dev.astir.app.web.StorableText;
import io.micronaut.core.annotation.Introspected;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Status;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.authentication.Authentication;
import io.micronaut.security.rules.SecurityRule;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Sign-in and what belongs to it: {@code /api/auth}. */
@Problems
@Controller("/api/auth")
@ExecuteOn(TaskExecutors.BLOCKING)
@Secured(SecurityRule.IS_ANONYMOUS)
class AuthController {

    /** Refresh tokens of one address that are not good; nobody can guess one, but all may ask. */
    static final RateLimit REFUSED = RateLimit.of("refresh", 60, Duration.ofMinutes(1));

    private final Accounts accounts;
    private final SignIns signIns;
    private final SignInAnswers answers;
    private final SessionCookies cookies;
    private final Csrf csrf;
    private final Logins logins;
    private final ClientAddress addresses;
    private final RateLimits limits;

    /** Who wants to sign in. */
    @Introspected
    record Login(
            @NotBlank @Size(max = 254) @StorableText String email,
            @NotNull String password,
            @Nullable UUID organizationId) {}

    /** Without the token, the cookie's is used. */
    @Introspected
    record Refresh(@Nullable String refreshToken) {}

    AuthController(
            Accounts accounts,
            SignIns signIns,
            SignInAnswers answers,
            SessionCookies cookies,
            Csrf csrf,
            Logins logins,
            ClientAddress addresses,
            RateLimits limits) {
        this.accounts = accounts;
        this.signIns = signIns;
        this.answers = answers;
        this.cookies = cookies;
        this.csrf = csrf;
        this.logins = logins;
        this.addresses = addresses;
        this.limits = limits;
    }

    @Post("/login")
    HttpResponse<SignedIn> login(HttpRequest<?> request, @Body @Valid Login body) {
        User user =
                logins.login(
                        request,
                        new Recognition.Claim(
                                body.email(), body.password(), body.organizationId()));
        return answers.begin(HttpStatus.OK, request, user);
    }

    @Post("/refresh")
    HttpResponse<SignedIn> refresh(HttpRequest<?> request, @Body @Nullable @Valid Refresh body) {
        if (tokenIn(body).isEmpty() && cookies.refresh(request).isEmpty()) {
            throw ProblemException.unauthenticated("refresh-refused", "There is no refresh token.");
        }
        SignIns.Tokens tokens;
        try {
            tokens = signIns.refresh(presentedToken(request, body).orElseThrow());
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
        // What scripts could not read stays so: a cookie's successor is a cookie, asked for or not.
        boolean asCookies = cookies.wanted(request) || tokenIn(body).isEmpty();
        return answers.answer(HttpStatus.OK, asCookies, tokens);
    }

    @Post("/logout")
    @Status(HttpStatus.NO_CONTENT)
    HttpResponse<?> logout(
            HttpRequest<?> request,
            @Nullable Authentication authentication,
            @Body @Nullable @Valid Refresh body) {
        Optional.ofNullable(authentication)
                .flatMap(Identity::of)
                .ifPresent(identity -> {
                    if (identity.cookie()) {
                        csrf.check(request, identity.familyId());
                    }
                    signIns.end(
                            identity.caller().organizationId(),
                            identity.caller().userId(),
                            identity.familyId());
                });
        presentedToken(request, body)
                .flatMap(signIns::find)
                .ifPresent(token ->
                        signIns.end(token.organizationId(), token.userId(), token.familyId()));
        MutableHttpResponse<?> response = HttpResponse.noContent();
        cookies.clear(response);
        return response;
    }

    @Get("/me")
    @Secured(Role.IS_EMPLOYEE)
    @ForPeople
    Me me(Caller caller) {
        return accounts.me(caller.organizationId(), caller.userId());
    }

    /** The body's token, or else the cookie's, which needs the CSRF token beside it. */
    private Optional<String> presentedToken(HttpRequest<?> request, @Nullable Refresh body) {
        Optional<String> given = tokenIn(body);
        if (given.isPresent()) {
            return given;
        }
        Optional<String> cookie = cookies.refresh(request);
        cookie.flatMap(signIns::find).ifPresent(token -> csrf.check(request, token.familyId()));
        return cookie;
    }

    private static Optional<String> tokenIn(@Nullable Refresh body) {
        return Optional.ofNullable(body).map(Refresh::refreshToken);
    }
}
