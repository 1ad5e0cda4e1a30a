package dev.astir.app.factors;

import dev.astir.app.identity.KnownPlaces;
import dev.astir.app.identity.SignInAnswers;
import dev.astir.app.identity.SignedIn;
import dev.astir.app.identity.User;
import dev.astir.app.web.AnyMembers;
import dev.astir.app.web.ProblemException;
import dev.astir.app.web.Problems;
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
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The second step of signing in: {@code /api/auth/second-factor}. Stateless. */
@Problems
@Tag(name = "Signing in")
@Controller("/api/auth/second-factor")
@ExecuteOn(TaskExecutors.BLOCKING)
@Secured(SecurityRule.IS_ANONYMOUS)
class FactorSignInController {

    private final FactorSignIns signIns;
    private final Passkeys passkeys;
    private final BegunSignIns begun;
    private final KnownPlaces places;
    private final SignInAnswers answers;
    private final WebAuthnJson json;

    /**
     * A second factor, one of three.
     *
     * @param challenge as the login named it
     * @param code of an authenticator app
     * @param passkey what the browser answered to the options
     */
    @Introspected
    record FactorAnswer(
            @NotNull @Size(max = 200) String challenge,
            @Nullable @Size(max = 50) String code,
            @Nullable @Size(max = 50) String recoveryCode,
            @AnyMembers @Nullable Map<String, Object> passkey) {}

    /** Asks for what a passkey is to sign. */
    @Introspected
    record PasskeyWanted(@NotNull @Size(max = 200) String challenge) {}

    /** What the browser hands to {@code navigator.credentials.get}. */
    @Introspected
    record PasskeyRequest(@AnyMembers Map<String, Object> publicKey) {}

    FactorSignInController(
            FactorSignIns signIns,
            Passkeys passkeys,
            BegunSignIns begun,
            KnownPlaces places,
            SignInAnswers answers,
            WebAuthnJson json) {
        this.signIns = signIns;
        this.passkeys = passkeys;
        this.begun = begun;
        this.places = places;
        this.answers = answers;
        this.json = json;
    }

    /** Finishes a sign-in by a second factor. */
    @Post
    HttpResponse<SignedIn> finish(HttpRequest<?> request, @Body @Valid FactorAnswer answer) {
        answers.requirePlace(request, signIns.whose(answer.challenge()).orElse(null));
        User person = person(answer);
        // Before the place becomes known by this.
        begun.finish(person, places.nameFor(request, person));
        return answers.begin(HttpStatus.OK, request, person);
    }

    private User person(FactorAnswer answer) {
        long given =
                Stream.of(answer.code(), answer.recoveryCode(), answer.passkey())
                        .filter(Objects::nonNull)
                        .count();
        if (given != 1) {
            throw ProblemException.invalidSecret(
                    "code", "must be given, or else one of recoveryCode and passkey");
        }
        if (answer.code() != null) {
            return signIns.byApp(answer.challenge(), answer.code());
        }
        return answer.recoveryCode() != null
                ? signIns.byRecoveryCode(answer.challenge(), answer.recoveryCode())
                : signIns.byPasskey(
                        answer.challenge(), json.text(Objects.requireNonNull(answer.passkey())));
    }

    /** Begins to finish a sign-in by a passkey: tells what it is to sign. */
    @Post("/passkey-options")
    PasskeyRequest options(@Body @Valid PasskeyWanted wanted) {
        return new PasskeyRequest(json.publicKey(passkeys.askToSign(wanted.challenge())));
    }
}
