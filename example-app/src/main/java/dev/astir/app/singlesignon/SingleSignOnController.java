package dev.astir.app.singlesignon;

import dev.astir.app.identity.Replacements;
import dev.astir.app.identity.SignInAnswers;
import dev.astir.app.identity.User;
import dev.astir.app.web.ClientAddress;
import dev.astir.app.web.ProblemException;
import dev.astir.app.web.Problems;
import dev.astir.app.web.RateLimit;
import dev.astir.app.web.RateLimits;
import dev.astir.app.web.StorableText;
import io.micronaut.core.annotation.Introspected;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.http.annotation.Status;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.rules.SecurityRule;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Signing in by an organization's provider: {@code /api/auth/sso}. A browser walks through it; what
 * fails leads back to the sign-in page, which says why.
 */
@Problems
@Tag(name = "Signing in")
@Controller("/api/auth/sso")
@ExecuteOn(TaskExecutors.BLOCKING)
@Secured(SecurityRule.IS_ANONYMOUS)
class SingleSignOnController {

    private static final Logger LOG = LoggerFactory.getLogger(SingleSignOnController.class);

    /** An office behind one address; not a script that asks for everybody's domain. */
    static final RateLimit DISCOVERIES = RateLimit.of("sso-discover", 60, Duration.ofMinutes(1));

    /** Each may make us ask a server. */
    static final RateLimit BEGINNINGS = RateLimit.of("sso-start", 60, Duration.ofMinutes(1));

    /** Of the dashboard. */
    private static final String CONFIRMATION_PAGE = "/confirm-sign-in";

    static final RateLimit RETURNS = RateLimit.of("sso-callback", 60, Duration.ofMinutes(1));

    private final SingleSignOn singleSignOn;
    private final AttemptCookies attempts;
    private final Confirmations confirmations;
    private final Replacements replacements;
    private final SignInAnswers answers;
    private final ClientAddress addresses;
    private final RateLimits limits;

    /** Who wants to know by whom to sign in. */
    @Introspected
    record Discovery(@NotBlank @Email @Size(max = 254) @StorableText String email) {}

    /**
     * By whom one may sign in, the oldest organization first; empty when none said so for the
     * e-mail's domain.
     *
     * @param providers one for each organization that claims the domain
     */
    @Introspected
    record Choices(List<Choice> providers) {}

    /**
     * A provider to sign in by.
     *
     * @param host where it is, so that one sees where one is led
     */
    @Introspected
    record Choice(UUID id, String name, String organizationName, String host) {

        static Choice of(IdentityProviderRepository.Choice row) {
            return new Choice(
                    row.id(),
                    row.name(),
                    row.organizationName(),
                    URI.create(row.issuer()).getHost());
        }
    }

    SingleSignOnController(
            SingleSignOn singleSignOn,
            AttemptCookies attempts,
            Confirmations confirmations,
            Replacements replacements,
            SignInAnswers answers,
            ClientAddress addresses,
            RateLimits limits) {
        this.singleSignOn = singleSignOn;
        this.attempts = attempts;
        this.confirmations = confirmations;
        this.replacements = replacements;
        this.answers = answers;
        this.addresses = addresses;
        this.limits = limits;
    }

    /** Tells by which providers somebody with this e-mail may sign in. */
    @Post("/discover")
    Choices discover(HttpRequest<?> request, @Body @Valid Discovery body) {
        take(DISCOVERIES, request);
        return new Choices(singleSignOn.discover(body.email()).stream().map(Choice::of).toList());
    }

    /**
     * Leads to the provider.
     *
     * @param returnTo the page of the app to end at
     */
    @Get("/{providerId}/start")
    @Status(HttpStatus.FOUND)
    HttpResponse<Void> start(
            HttpRequest<?> request, UUID providerId, @Nullable @QueryValue String returnTo) {
        try {
            takeOrRefuse(BEGINNINGS, request);
            SingleSignOn.Departure departure =
                    singleSignOn.begin(providerId, returnTo, isLured(request));
            MutableHttpResponse<Void> response = redirect(departure.address().toString());
            attempts.add(request, response, departure.attempt());
            return response;
        } catch (SignInRefused e) {
            return refused(e, providerId);
        }
    }

    /**
     * Ends a sign-in where the provider leads back to.
     *
     * @param state by which the browser is known
     * @param code that the provider takes for a token
     * @param iss who the provider says it is
     * @param error why the provider refused
     */
    @Get("/callback")
    @Status(HttpStatus.FOUND)
    HttpResponse<Void> callback(
            HttpRequest<?> request,
            @Nullable @QueryValue String state,
            @Nullable @QueryValue String code,
            @Nullable @QueryValue String iss,
            @Nullable @QueryValue String error) {
        @Nullable UUID providerId = null;
        String known = state == null ? "" : state;
        MutableHttpResponse<Void> response;
        try {
            takeOrRefuse(RETURNS, request);
            Attempt attempt =
                    attempts.find(
                                    request,
                                    SingleSignOn.one(request.getParameters(), "state").orElse(""))
                            .orElseThrow(() ->
                                    new SignInRefused(
                                            Failure.EXPIRED,
                                            "this browser began no such sign-in, or long ago"));
            providerId = attempt.providerId();
            SingleSignOn.Arrived arrived = singleSignOn.complete(attempt, request.getParameters());
            response = arrive(request, attempt, arrived);
        } catch (SignInRefused e) {
            response = refused(e, providerId);
        }
        attempts.remove(response, known);
        return response;
    }

    /**
     * Asks first where a sign-in of somebody else's would end by it, or the person was led here.
     */
    private MutableHttpResponse<Void> arrive(
            HttpRequest<?> request, Attempt attempt, SingleSignOn.Arrived arrived) {
        MutableHttpResponse<Void> response;
        if (attempt.lured() || replacements.present(request, arrived.user().id()).isPresent()) {
            response = redirect(CONFIRMATION_PAGE);
            confirmations.ask(response, attempt, arrived);
        } else {
            response = redirect(attempt.returnTo());
            enter(request, arrived, attempt.providerId(), response);
        }
        return response;
    }

    private void enter(
            HttpRequest<?> request,
            SingleSignOn.Arrived arrived,
            UUID providerId,
            MutableHttpResponse<Void> response) {
        User user = arrived.user();
        try {
            answers.enter(request, user, providerId, arrived.issuer(), response);
        } catch (ProblemException e) {
            throw new SignInRefused(Failure.SUSPENDED, "suspended meanwhile: " + user.id());
        }
    }

    /**
     * Whether something else than a page of ours has led here, as a browser says where it knows our
     * address to be secure: another site, or a link in a mail, which looks as an address that was
     * typed. One that does not say is taken for ours.
     */
    private static boolean isLured(HttpRequest<?> request) {
        String site = request.getHeaders().get("Sec-Fetch-Site");
        return site != null && !site.equals("same-origin");
    }

    private void take(RateLimit limit, HttpRequest<?> request) {
        if (!addresses.isShared(request)) {
            limits.take(
                    limit, addresses.key(request), "Too many sign-ins at once; try again later.");
        }
    }

    private void takeOrRefuse(RateLimit limit, HttpRequest<?> request) {
        try {
            take(limit, request);
        } catch (ProblemException e) {
            throw new SignInRefused(Failure.TOO_MANY, e.summary());
        }
    }

    private static MutableHttpResponse<Void> refused(SignInRefused why, @Nullable UUID providerId) {
        LOG.info(
                "Nobody came in by the identity provider {}: {} ({})",
                providerId,
                why.getMessage(),
                why.failure().code());
        return redirect("/sign-in?failure=" + why.failure().code());
    }

    private static MutableHttpResponse<Void> redirect(String address) {
        return HttpResponse.<Void>status(HttpStatus.FOUND).header(HttpHeaders.LOCATION, address);
    }
}
