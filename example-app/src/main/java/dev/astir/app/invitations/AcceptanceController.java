package dev.astir.app.invitations;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import dev.astir.app.identity.Role;
import dev.astir.app.identity.SignInAnswers;
import dev.astir.app.identity.SignedIn;
import dev.astir.app.identity.User;
import dev.astir.app.web.Problems;
import dev.astir.app.web.SingleLine;
import dev.astir.app.web.StorableText;
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
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What whoever has the link of an invitation may do with it, also where registration is closed. */
@Problems
@Tag(name = "Signing in")
@Controller("/api/auth")
@ExecuteOn(TaskExecutors.BLOCKING)
@Secured(SecurityRule.IS_ANONYMOUS)
class AcceptanceController {

    private final Acceptance acceptance;
    private final InvitationLimits limits;
    private final SignInAnswers answers;

    /** In the body, so that it gets into no log. */
    @Introspected
    record Look(@NotBlank @Size(max = 200) String token) {}

    /**
     * What somebody should know before they accept.
     *
     * @param byPassword whether they choose a password; else signing in by one of the providers
     *     accepts it
     */
    @Introspected
    record Invited(
            String organizationName,
            @Nullable String invitedByName,
            String email,
            Role role,
            Instant expiresAt,
            boolean byPassword,
            List<Way> providers) {}

    /**
     * An identity provider to sign in by.
     *
     * @param host where it is, so that one sees where one is led
     */
    @Introspected
    record Way(UUID id, String name, String host) {

        static Way of(InvitationLinkRepository.Provider row) {
            return new Way(row.id(), row.name(), URI.create(row.issuer()).getHost());
        }
    }

    /**
     * Who comes in. A role, an e-mail or an organization that somebody names besides has no effect:
     * the invitation says them.
     */
    @Introspected
    @JsonIgnoreProperties(ignoreUnknown = true)
    record Accept(
            @NotBlank @Size(max = 200) String token,
            @NotBlank @Size(max = 200) @StorableText @SingleLine String name,
            @NotNull String password) {}

    AcceptanceController(Acceptance acceptance, InvitationLimits limits, SignInAnswers answers) {
        this.acceptance = acceptance;
        this.limits = limits;
        this.answers = answers;
    }

    /** Shows what an invitation is to, before it is accepted. */
    @Post("/invitation")
    Invited look(HttpRequest<?> request, @Body @Valid Look body) {
        InvitationLinkRepository.Link link =
                limits.judging(request, () -> acceptance.look(body.token()));
        return new Invited(
                link.organizationName(),
                link.invitedByName(),
                link.email(),
                link.role(),
                link.expiresAt(),
                acceptance.isByPassword(link),
                acceptance.providers(link).stream().map(Way::of).toList());
    }

    /** Accepts an invitation: makes the account, and signs in. */
    @Post("/accept-invitation")
    HttpResponse<SignedIn> accept(HttpRequest<?> request, @Body @Valid Accept body) {
        answers.requirePlace(request, null);
        User user =
                limits.judging(
                        request,
                        () -> acceptance.accept(body.token(), body.name(), body.password()));
        return answers.begin(HttpStatus.OK, request, user);
    }
}
