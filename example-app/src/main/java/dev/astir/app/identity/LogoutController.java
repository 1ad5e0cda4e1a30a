package dev.astir.app.identity;

import dev.astir.app.identity.PresentedTokens.Refresh;
import dev.astir.app.web.ForPeople;
import dev.astir.app.web.Problems;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Status;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.authentication.Authentication;
import io.micronaut.security.rules.SecurityRule;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Signing out, here and everywhere: {@code /api/auth}. */
@Problems
@Tag(name = "Signing in")
@Controller("/api/auth")
@ExecuteOn(TaskExecutors.BLOCKING)
@Secured(SecurityRule.IS_ANONYMOUS)
class LogoutController {

    private final SignIns signIns;
    private final SessionCookies cookies;
    private final PresentedTokens presented;
    private final Csrf csrf;
    private final OpenSignIns openSignIns;

    LogoutController(
            SignIns signIns,
            SessionCookies cookies,
            PresentedTokens presented,
            Csrf csrf,
            OpenSignIns openSignIns) {
        this.signIns = signIns;
        this.cookies = cookies;
        this.presented = presented;
        this.csrf = csrf;
        this.openSignIns = openSignIns;
    }

    /** Signs out; without a sign-in nothing happens. */
    @Post("/logout")
    @Status(HttpStatus.NO_CONTENT)
    HttpResponse<Void> logout(
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
        presented
                .of(request, body)
                .flatMap(signIns::find)
                .ifPresent(token ->
                        signIns.end(token.organizationId(), token.userId(), token.familyId()));
        return withoutCookies();
    }

    /** Ends all of one's sign-ins, this one too. */
    @Post("/logout-everywhere")
    @Status(HttpStatus.NO_CONTENT)
    @Secured(Role.IS_EMPLOYEE)
    @ForPeople
    HttpResponse<Void> logoutEverywhere(Caller caller) {
        openSignIns.endAll(caller, caller.userId(), null);
        return withoutCookies();
    }

    private HttpResponse<Void> withoutCookies() {
        MutableHttpResponse<Void> response = HttpResponse.noContent();
        cookies.clear(response);
        return response;
    }
}
