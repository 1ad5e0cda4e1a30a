package dev.astir.app.identity;

import dev.astir.app.identity.KnownPlaces.Place;
import dev.astir.app.identity.Recognition.Claim;
import dev.astir.app.identity.Recognition.Recognised;
import dev.astir.app.tenancy.Transactions;
import dev.astir.app.web.ProblemException;
import io.micronaut.http.HttpRequest;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Lets people in by e-mail and password, within {@link LoginLimit}. Thread-safe. */
@Singleton
class Logins {

    private final LoginLimit limit;
    private final KnownPlaces places;
    private final Recognition recognition;
    private final PasswordRule rule;
    private final Users users;
    private final Transactions transactions;

    Logins(
            LoginLimit limit,
            KnownPlaces places,
            Recognition recognition,
            PasswordRule rule,
            Users users,
            Transactions transactions) {
        this.limit = limit;
        this.places = places;
        this.recognition = recognition;
        this.rule = rule;
        this.users = users;
        this.transactions = transactions;
    }

    /**
     * The person with this e-mail and password.
     *
     * @throws ProblemException 401 when there is none, or the person is suspended; 403 {@code
     *     single-sign-on-required} when their organization lets in nobody by password; 409 {@code
     *     organization-required} with the choices, when there is one in several organizations; 429
     *     after too many failures, or when too many sign in at once
     */
    User login(HttpRequest<?> request, Claim claim) {
        Place place = places.of(request, claim.email());
        LoginLimit.Attempt attempt = limit.attempt(place, claim.email());
        Recognised recognised;
        try {
            recognised = recognition.recognise(attempt.asker(), claim, attempt::allows);
        } catch (RuntimeException e) {
            attempt.giveBack();
            throw e;
        }
        if (recognised.people().isEmpty()) {
            throw refused();
        }
        attempt.succeed(recognised.others());
        List<User> people = rule.admit(recognised.people());
        if (people.size() > 1) {
            List<UUID> ids = people.stream().map(User::organizationId).toList();
            throw ProblemException.conflict(
                    "organization-required",
                    "This e-mail belongs to several organizations; choose one by organizationId.",
                    Map.of("organizations", transactions.asSystem(() -> users.organizations(ids))));
        }
        return people.getFirst();
    }

    /** Says the same of whom nobody knows, of a wrong password, and of the suspended. */
    static ProblemException refused() {
        return ProblemException.unauthenticated(
                "login-refused", "The e-mail or the password is wrong.");
    }
}
