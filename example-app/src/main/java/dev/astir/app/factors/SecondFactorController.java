package dev.astir.app.factors;

import dev.astir.app.identity.Identity;
import dev.astir.app.identity.Role;
import dev.astir.app.web.ForPeople;
import dev.astir.app.web.Problems;
import io.micronaut.core.annotation.Introspected;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Delete;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Status;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.authentication.Authentication;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One's own authenticator app and recovery codes. Stateless. */
@Problems
@ForPeople
@Tag(name = "Signing in")
@Controller("/api/auth/second-factor")
@ExecuteOn(TaskExecutors.BLOCKING)
@Secured(Role.IS_EMPLOYEE)
class SecondFactorController {

    private final SecondFactors factors;
    private final AuthenticatorApps apps;
    private final RecoveryCodes recovery;
    private final Confirmation confirmation;
    private final RelyingPartyAddress address;

    /** That a change is one's own wish; needed when the sign-in is some minutes old. */
    @Introspected
    record Confirmed(@Nullable String password, @Nullable @Size(max = 50) String code)
            implements Confirmation.Given {}

    /** That the app is at hand. */
    @Introspected
    record Removal(@Nullable String password, @NotNull @Size(max = 50) String code) {}

    @Introspected
    record Code(@NotNull @Size(max = 50) String code) {}

    /** Shown once; empty when those from before still hold. */
    @Introspected
    record Codes(List<String> recoveryCodes) {}

    SecondFactorController(
            SecondFactors factors,
            AuthenticatorApps apps,
            RecoveryCodes recovery,
            Confirmation confirmation,
            RelyingPartyAddress address) {
        this.factors = factors;
        this.apps = apps;
        this.recovery = recovery;
        this.confirmation = confirmation;
        this.address = address;
    }

    /** Shows one's own second factors. */
    @Get
    FactorState state(Authentication authentication) {
        Identity identity = identity(authentication);
        return factors.state(
                identity,
                confirmation.need(identity),
                new PasskeyPlace(address.host().orElse(null)));
    }

    /** Begins to add an authenticator app, and shows its secret this once. */
    @Post("/totp")
    AuthenticatorApps.Setup begin(Authentication authentication, @Body @Valid Confirmed body) {
        Identity identity = identity(authentication);
        confirmation.demand(identity, body);
        return apps.begin(identity.caller());
    }

    /** Confirms the authenticator app by a code of it. */
    @Post("/totp/confirm")
    Codes confirm(Authentication authentication, @Body @Valid Code body) {
        return new Codes(apps.confirm(identity(authentication).caller(), body.code()));
    }

    /** Removes the authenticator app. */
    @Delete("/totp")
    @Status(HttpStatus.NO_CONTENT)
    void remove(Authentication authentication, @Body @Valid Removal body) {
        Identity identity = identity(authentication);
        confirmation.demandPassword(identity, body.password());
        apps.remove(identity.caller(), body.code());
    }

    /** Makes new recovery codes in place of the old, and shows them this once. */
    @Post("/recovery-codes")
    Codes renewCodes(Authentication authentication, @Body @Valid Confirmed body) {
        Identity identity = identity(authentication);
        confirmation.demand(identity, body);
        return new Codes(recovery.renew(identity.caller()));
    }

    static Identity identity(Authentication authentication) {
        return Identity.of(authentication).orElseThrow();
    }
}
