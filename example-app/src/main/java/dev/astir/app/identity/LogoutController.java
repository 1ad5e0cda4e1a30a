package dev.astir.app.identity;

import dev.astir.app.identity.PresentedTokens.Refresh;
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
import jakarta.validation.Valid;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Signing out: {@code POST /api/auth/logout}. */
@Problems
@Controller("/api/auth/logout")
@ExecuteOn(TaskExecutors.BLOCKING)
@Secured(SecurityRule.IS_ANONYMOUS)
class LogoutController {

    private final SignIns signIns;
    private final SessionCookies cookies;
    private final PresentedTokens presented;
    private final Csrf csrf;

    LogoutController(
            SignIns signIns, SessionCookies cookies, PresentedTokens presented, Csrf csrf) {
        this.signIns = signIns;
        this.cookies = cookies;
        this.presented = presented;
        this.csrf = csrf;
    }

    @Post
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
        presented
                .of(request, body)
                .flatMap(signIns::find)
                .ifPresent(token ->
                        signIns.end(token.organizationId(), token.userId(), token.familyId()));
        MutableHttpResponse<?> response = HttpResponse.noContent();
        cookies.clear(response);
        return response;
    }
}
