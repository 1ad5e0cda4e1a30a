package dev.astir.app.accounts;

import dev.astir.app.system.ProblemException;
import dev.astir.app.system.Settings;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.authentication.Authentication;
import io.micronaut.security.rules.SecurityRule;
import jakarta.validation.Valid;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Sign-up, sign-in and what belongs to it: {@code /api/auth}. */
@Controller("/api/auth")
@ExecuteOn(TaskExecutors.BLOCKING)
@Secured(SecurityRule.IS_ANONYMOUS)
class AuthController {

    private final Accounts accounts;
    private final SignIns signIns;
    private final SessionCookies cookies;
    private final LoginLimit limit;
    private final Settings settings;

    AuthController(
            Accounts accounts,
            SignIns signIns,
            SessionCookies cookies,
            LoginLimit limit,
            Settings settings) {
        this.accounts = accounts;
        this.signIns = signIns;
        this.cookies = cookies;
        this.limit = limit;
        this.settings = settings;
    }

    @Post("/register")
    HttpResponse<AuthMessages.SignedIn> register(
            HttpRequest<?> request, @Body @Valid AuthMessages.Register body) {
        if (!settings.registrationOpen()) {
            throw ProblemException.forbidden(
                    "registration-closed", "New organizations cannot be created here.");
        }
        User user =
                accounts.register(
                        body.organizationName(),
                        body.timeZone(),
                        body.name(),
                        body.email(),
                        body.password());
        return answer(
                HttpStatus.CREATED,
                cookies.wanted(request),
                signIns.begin(user.id(), user.organizationId()));
    }

    @Post("/login")
    HttpResponse<AuthMessages.SignedIn> login(
            HttpRequest<?> request, @Body @Valid AuthMessages.Login body) {
        String address = request.getRemoteAddress().getAddress().getHostAddress();
        LoginLimit.Attempt attempt = limit.attempt(address, body.email());
        User user;
        try {
            user = accounts.recognise(body.email(), body.password(), body.organizationId());
        } catch (ProblemException e) {
            if (e.isConflict()) {
                attempt.succeeded(); // the password was right
            }
            throw e;
        }
        attempt.succeeded();
        return answer(
                HttpStatus.OK,
                cookies.wanted(request),
                signIns.begin(user.id(), user.organizationId()));
    }

    @Post("/refresh")
    HttpResponse<AuthMessages.SignedIn> refresh(
            HttpRequest<?> request, @Body AuthMessages.@Nullable Refresh body) {
        String token =
                presentedToken(request, body)
                        .orElseThrow(() ->
                                ProblemException.unauthenticated(
                                        "refresh-refused", "There is no refresh token."));
        // What scripts could not read stays so: a cookie's successor is a cookie, asked for or not.
        boolean asCookies = cookies.wanted(request) || tokenIn(body).isEmpty();
        return answer(HttpStatus.OK, asCookies, signIns.refresh(token));
    }

    @Post("/logout")
    HttpResponse<?> logout(
            HttpRequest<?> request,
            @Nullable Authentication authentication,
            @Body AuthMessages.@Nullable Refresh body) {
        Optional.ofNullable(authentication)
                .flatMap(Identity::of)
                .ifPresent(identity -> {
                    if (identity.cookie()) {
                        cookies.checkCsrfToken(request, identity.familyId());
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
    AuthMessages.Me me(Caller caller) {
        return accounts.me(caller.organizationId(), caller.userId());
    }

    /** The body's token, or else the cookie's, which needs the CSRF token beside it. */
    private Optional<String> presentedToken(
            HttpRequest<?> request, AuthMessages.@Nullable Refresh body) {
        Optional<String> given = tokenIn(body);
        if (given.isPresent()) {
            return given;
        }
        Optional<String> cookie = cookies.refresh(request);
        cookie.flatMap(signIns::find)
                .ifPresent(token -> cookies.checkCsrfToken(request, token.familyId()));
        return cookie;
    }

    private static Optional<String> tokenIn(AuthMessages.@Nullable Refresh body) {
        return Optional.ofNullable(body).map(AuthMessages.Refresh::refreshToken);
    }

    private HttpResponse<AuthMessages.SignedIn> answer(
            HttpStatus status, boolean asCookies, SignIns.Tokens tokens) {
        AuthMessages.Me me = accounts.me(tokens.organizationId(), tokens.userId());
        long expiresIn = AccessTokens.LIFETIME.toSeconds();
        MutableHttpResponse<AuthMessages.SignedIn> response = HttpResponse.status(status);
        // Tokens must not stay in any cache.
        response.header("Cache-Control", "no-store");
        if (asCookies) {
            cookies.set(response, tokens);
            return response.body(new AuthMessages.SignedIn(me, null, null, expiresIn));
        }
        return response.body(
                new AuthMessages.SignedIn(me, tokens.access(), tokens.refresh(), expiresIn));
    }
}
