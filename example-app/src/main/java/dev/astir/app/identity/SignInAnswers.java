package dev.astir.app.identity;

import dev.astir.app.web.ClientAddress;
import dev.astir.app.web.ProblemException;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MutableHttpResponse;
import jakarta.inject.Singleton;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Begins sign-ins and answers them, with tokens or with cookies. Thread-safe. */
@Singleton
public class SignInAnswers {

    private final Accounts accounts;
    private final SignIns signIns;
    private final SessionCookies cookies;
    private final DeviceCookie devices;
    private final KnownPlaces places;
    private final Replacements replacements;
    private final ClientAddress addresses;

    SignInAnswers(
            Accounts accounts,
            SignIns signIns,
            SessionCookies cookies,
            DeviceCookie devices,
            KnownPlaces places,
            Replacements replacements,
            ClientAddress addresses) {
        this.accounts = accounts;
        this.signIns = signIns;
        this.cookies = cookies;
        this.devices = devices;
        this.places = places;
        this.replacements = replacements;
        this.addresses = addresses;
    }

    /**
     * Where a sign-in would be cookies, and would take somebody's place in the browser who was not
     * asked: before anything is done for it. Only where the request says whose place it may take,
     * as the pages' do: no other site can send one, so this is a courtesy to who has two windows.
     *
     * @param arriving whose sign-in it will be; null when that is not known yet
     * @throws ProblemException as {@link Replacements#require}
     */
    public void requirePlace(HttpRequest<?> request, @Nullable UUID arriving) {
        if (cookies.wanted(request) && Replacements.names(request)) {
            replacements.require(request, arriving);
        }
    }

    /**
     * Signs a person in, as the request asks: with tokens in the answer, or with cookies. {@link
     * #requirePlace} was asked before. From then on the place is known as theirs, and not by a
     * password alone where a second factor follows.
     */
    public HttpResponse<SignedIn> begin(HttpStatus status, HttpRequest<?> request, User user) {
        boolean asCookies = cookies.wanted(request);
        MutableHttpResponse<SignedIn> response =
                answer(status, asCookies, signIns.begin(user, origin(request)));
        places.remember(request, user);
        if (!asCookies) {
            return response;
        }
        replacements.end(request);
        return response.cookie(devices.issue(request, user));
    }

    /**
     * Signs a person in whose browser comes from a provider of single sign-on, with cookies in this
     * answer. What the provider asks for is its organization's affair, and counts as their second
     * factor as long as the provider is in use, with this issuer. {@link Replacements#require} was
     * asked before.
     */
    public void enter(
            HttpRequest<?> request,
            User user,
            UUID providerId,
            String issuer,
            MutableHttpResponse<?> response) {
        SignIns.Tokens tokens = signIns.begin(user, origin(request));
        signIns.provenElsewhere(tokens, providerId, issuer);
        replacements.end(request);
        cookies.set(response, tokens);
        response.cookie(devices.issue(request, user));
    }

    /** From where the request comes, as the person's list of sign-ins shows it. */
    SignInOrigin origin(HttpRequest<?> request) {
        return SignInOrigin.of(
                addresses.of(request), request.getHeaders().get(HttpHeaders.USER_AGENT));
    }

    MutableHttpResponse<SignedIn> answer(
            HttpStatus status, boolean asCookies, SignIns.Tokens tokens) {
        Me me = accounts.me(tokens.organizationId(), tokens.userId());
        long expiresIn = AccessTokens.LIFETIME.toSeconds();
        MutableHttpResponse<SignedIn> response = HttpResponse.status(status);
        if (asCookies) {
            cookies.set(response, tokens);
            return response.body(new SignedIn(me, null, null, expiresIn));
        }
        return response.body(new SignedIn(me, tokens.access(), tokens.refresh(), expiresIn));
    }
}
