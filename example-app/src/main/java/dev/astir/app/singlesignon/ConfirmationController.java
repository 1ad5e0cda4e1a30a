package dev.astir.app.singlesignon;

import dev.astir.app.identity.Replacements;
import dev.astir.app.identity.SignInAnswers;
import dev.astir.app.identity.User;
import dev.astir.app.web.ProblemException;
import dev.astir.app.web.Problems;
import io.micronaut.core.annotation.Introspected;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Delete;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Status;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.rules.SecurityRule;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Saying yes or no to a sign-in that a provider has vouched for: {@code
 * /api/auth/sso/confirmation}. Stateless.
 */
@Problems
@Tag(name = "Signing in")
@Controller("/api/auth/sso/confirmation")
@ExecuteOn(TaskExecutors.BLOCKING)
@Secured(SecurityRule.IS_ANONYMOUS)
class ConfirmationController {

    private final Confirmations confirmations;
    private final Replacements replacements;
    private final SignInAnswers answers;

    /**
     * What somebody should know before they say yes.
     *
     * @param userId who would be signed in
     * @param provider who vouches for them
     * @param present who is signed in now, and would be no more; null for nobody
     */
    @Introspected
    record Question(
            UUID userId,
            String name,
            String email,
            String organizationName,
            String provider,
            Replacements.@Nullable Present present) {}

    /**
     * The yes.
     *
     * @param userId whom the page has shown: another window may have brought another sign-in
     */
    @Introspected
    record Yes(@NotNull UUID userId) {}

    /** Where to go on. */
    @Introspected
    record Entered(String returnTo) {}

    ConfirmationController(
            Confirmations confirmations, Replacements replacements, SignInAnswers answers) {
        this.confirmations = confirmations;
        this.replacements = replacements;
        this.answers = answers;
    }

    /** Shows who would come in, and who would go, by a sign-in that waits for a yes. */
    @Get
    Question look(HttpRequest<?> request) {
        Confirmations.Arriving arriving = confirmations.look(confirmations.kept(request));
        User user = arriving.user();
        return new Question(
                user.id(),
                user.name(),
                user.email(),
                arriving.organizationName(),
                arriving.provider().name(),
                replacements.present(request, user.id()).orElse(null));
    }

    /** Says yes to a sign-in that waits. */
    @Post
    @Status(HttpStatus.OK)
    HttpResponse<Entered> enter(HttpRequest<?> request, @Body @Valid Yes yes) {
        Unconfirmed unconfirmed = confirmations.kept(request);
        if (!unconfirmed.userId().equals(yes.userId())) {
            throw ProblemException.conflict(
                    "another-sign-in", "Another sign-in waits to be confirmed by now; look again.");
        }
        replacements.require(request, yes.userId());
        User user = confirmations.take(unconfirmed);
        MutableHttpResponse<Entered> response =
                HttpResponse.ok(new Entered(unconfirmed.returnTo()));
        answers.enter(request, user, unconfirmed.providerId(), unconfirmed.issuer(), response);
        confirmations.forget(response);
        return response;
    }

    /** Says no to a sign-in that waits. */
    @Delete
    @Status(HttpStatus.NO_CONTENT)
    HttpResponse<Void> leave() {
        MutableHttpResponse<Void> response = HttpResponse.noContent();
        confirmations.forget(response);
        return response;
    }
}
