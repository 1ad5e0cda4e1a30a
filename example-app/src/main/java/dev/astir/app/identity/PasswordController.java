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
import io.micronaut.http.HttpStatus;
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
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Duration;

/** Another password, in place of one that is known or forgotten: {@code /api/auth}. */
@Problems
@Tag(name = "Signing in")
@Controller("/api/auth")
@ExecuteOn(TaskExecutors.BLOCKING)
@Secured(SecurityRule.IS_ANONYMOUS)
class PasswordController {

    static final RateLimit FORGOTTEN_BY_ADDRESS =
            RateLimit.of("forgot-password-address", 10, Duration.ofHours(1));

    /** Whether anybody has the e-mail or not. */
    static final RateLimit FORGOTTEN_BY_EMAIL =
            RateLimit.oneEach("forgot-password-email", 3, Duration.ofMinutes(20));

    /** Links of one address that are not good; nobody can guess one, but all may ask. */
    static final RateLimit REFUSED = RateLimit.of("reset-password", 20, Duration.ofMinutes(1));

    private final OwnPassword ownPassword;
    private final ForgottenPasswords forgotten;
    private final PasswordResets resets;
    private final ClientAddress addresses;
    private final RateLimits limits;

    /** The present password, and the one that is wanted. */
    @Introspected
    record Change(@NotNull String currentPassword, @NotNull String newPassword) {}

    /** Who forgot their password. */
    @Introspected
    record Forgotten(@NotBlank @Size(max = 254) @StorableText String email) {}

    /**
     * They were heard, whoever they are.
     *
     * @param byMail whether a link goes by mail to those who have an account; else they get it from
     *     an administrator
     */
    @Introspected
    record Heard(boolean byMail) {}

    /** What a link's token is to do. */
    @Introspected
    record Reset(@NotNull @Size(max = 200) String token, @NotNull String newPassword) {}

    PasswordController(
            OwnPassword ownPassword,
            ForgottenPasswords forgotten,
            PasswordResets resets,
            ClientAddress addresses,
            RateLimits limits) {
        this.ownPassword = ownPassword;
        this.forgotten = forgotten;
        this.resets = resets;
        this.addresses = addresses;
        this.limits = limits;
    }

    /** Changes one's own password, and ends all other sign-ins. */
    @Post("/change-password")
    @Status(HttpStatus.NO_CONTENT)
    @Secured(Role.IS_EMPLOYEE)
    @ForPeople
    void change(Caller caller, Authentication authentication, @Body @Valid Change body) {
        ownPassword.change(
                caller,
                Identity.signInOf(authentication),
                body.currentPassword(),
                body.newPassword());
    }

    /**
     * Asks for a link by which a forgotten password is set anew. Always answers the same: nobody
     * learns who has an account.
     */
    @Post("/forgot-password")
    @Status(HttpStatus.ACCEPTED)
    Heard forgot(HttpRequest<?> request, @Body @Valid Forgotten body) {
        String detail = "New passwords were asked for too often; try again later.";
        if (!addresses.isShared(request)) {
            limits.take(FORGOTTEN_BY_ADDRESS, addresses.key(request), detail);
        }
        limits.takeUntold(FORGOTTEN_BY_EMAIL, Emails.key(body.email()), detail);
        forgotten.request(body.email());
        return new Heard(forgotten.isByMail());
    }

    /** Sets a password by a link's token, and ends all sign-ins. */
    @Post("/reset-password")
    @Status(HttpStatus.NO_CONTENT)
    void reset(HttpRequest<?> request, @Body @Valid Reset body) {
        try {
            resets.use(body.token(), body.newPassword());
        } catch (ProblemException e) {
            if (e.isGone() && !addresses.isShared(request)) {
                limits.take(
                        REFUSED, addresses.key(request), "Too many bad links; try again later.");
            }
            throw e;
        }
    }
}
