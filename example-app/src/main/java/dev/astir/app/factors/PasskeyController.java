package dev.astir.app.factors;

import static dev.astir.app.factors.SecondFactorController.identity;

import dev.astir.app.factors.SecondFactorController.Confirmed;
import dev.astir.app.identity.Identity;
import dev.astir.app.identity.Role;
import dev.astir.app.web.AnyMembers;
import dev.astir.app.web.ForPeople;
import dev.astir.app.web.Problems;
import dev.astir.app.web.SingleLine;
import dev.astir.app.web.StorableText;
import io.micronaut.core.annotation.Introspected;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Delete;
import io.micronaut.http.annotation.Patch;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Status;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.authentication.Authentication;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** One's own passkeys: {@code /api/auth/second-factor/passkeys}. Stateless. */
@Problems
@ForPeople
@Tag(name = "Signing in")
@Controller("/api/auth/second-factor/passkeys")
@ExecuteOn(TaskExecutors.BLOCKING)
@Secured(Role.IS_EMPLOYEE)
class PasskeyController {

    private final Passkeys passkeys;
    private final Confirmation confirmation;
    private final WebAuthnJson json;

    /** What the browser hands to {@code navigator.credentials.create}. */
    @Introspected
    record Options(String challenge, @AnyMembers Map<String, Object> publicKey) {}

    /** A passkey that the browser has made. */
    @Introspected
    record NewPasskey(
            @NotNull @Size(max = 200) String challenge,
            @NotBlank @Size(max = 100) @StorableText @SingleLine String name,
            @AnyMembers @NotNull Map<String, Object> credential) {}

    /**
     * The passkey as it is stored.
     *
     * @param recoveryCodes shown once; empty when those from before still hold
     */
    @Introspected
    record StoredPasskey(Passkey passkey, List<String> recoveryCodes) {}

    @Introspected
    record Name(@NotBlank @Size(max = 100) @StorableText @SingleLine String name) {}

    PasskeyController(Passkeys passkeys, Confirmation confirmation, WebAuthnJson json) {
        this.passkeys = passkeys;
        this.confirmation = confirmation;
        this.json = json;
    }

    /** Begins to make a passkey: tells what the browser needs. */
    @Post("/options")
    Options options(Authentication authentication, @Body @Valid Confirmed body) {
        Identity identity = identity(authentication);
        confirmation.demand(identity, body);
        Passkeys.Asked asked = passkeys.askToMake(identity);
        return new Options(asked.challenge(), json.publicKey(asked.options()));
    }

    /** Stores a passkey that the browser made. */
    @Post
    @Status(HttpStatus.CREATED)
    StoredPasskey make(Authentication authentication, @Body @Valid NewPasskey made) {
        Passkeys.Made stored =
                passkeys.make(
                        identity(authentication),
                        made.challenge(),
                        made.name(),
                        json.text(made.credential()));
        return new StoredPasskey(stored.passkey(), stored.recoveryCodes());
    }

    /** Renames a passkey. */
    @Patch("/{id}")
    Passkey rename(Authentication authentication, UUID id, @Body @Valid Name body) {
        return passkeys.rename(identity(authentication), id, body.name());
    }

    /** Removes a passkey. */
    @Delete("/{id}")
    @Status(HttpStatus.NO_CONTENT)
    void remove(Authentication authentication, UUID id, @Body @Valid Confirmed body) {
        Identity identity = identity(authentication);
        confirmation.demand(identity, body);
        passkeys.remove(identity, id);
    }
}
