package dev.astir.app.identity;

import dev.astir.app.tenancy.Transactions;
import dev.astir.app.web.ProblemException;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** People's accounts: creates them, and recognises people by their password. Thread-safe. */
@Singleton
public class Accounts {

    private final Users users;
    private final Passwords passwords;
    private final Transactions transactions;
    private final Clock clock;

    Accounts(Users users, Passwords passwords, Transactions transactions, Clock clock) {
        this.users = users;
        this.passwords = passwords;
        this.transactions = transactions;
        this.clock = clock;
    }

    /**
     * Creates the account of a person of an organization that exists, in the caller's transaction.
     *
     * @param passwordHash of {@link Passwords#hash}, made before the transaction
     * @throws ProblemException 409 {@code email-taken} when somebody there has this e-mail
     */
    public User create(
            UUID organizationId, String name, String email, String passwordHash, Role role) {
        User user =
                users.create(
                        UUID.randomUUID(),
                        organizationId,
                        name.strip(),
                        email.strip(),
                        passwordHash,
                        role,
                        clock.instant());
        if (user == null) {
            throw ProblemException.conflict(
                    "email-taken", "Somebody here has this e-mail already.");
        }
        return user;
    }

    /**
     * The person with this e-mail and password. Takes as long when there is none.
     *
     * @throws ProblemException 401 when there is none, or the person is suspended; 409 {@code
     *     organization-required} with the choices, when there is one in several organizations
     */
    User recognise(String email, String password, @Nullable UUID organizationId) {
        List<User> candidates =
                transactions.asSystem(() -> users.findByEmail(email.strip())).stream()
                        .filter(user ->
                                organizationId == null
                                        || user.organizationId().equals(organizationId))
                        .toList();
        if (candidates.isEmpty()) {
            passwords.matchNobody(password);
        }
        List<User> recognised =
                candidates.stream()
                        .filter(user -> passwords.matches(password, user.passwordHash()))
                        .filter(user -> user.status() == Status.ACTIVE)
                        .toList();
        if (recognised.isEmpty()) {
            throw ProblemException.unauthenticated(
                    "login-refused", "The e-mail or the password is wrong.");
        }
        if (recognised.size() > 1) {
            List<UUID> ids = recognised.stream().map(User::organizationId).toList();
            throw ProblemException.conflict(
                    "organization-required",
                    "This e-mail belongs to several organizations; choose one by organizationId.",
                    Map.of("organizations", transactions.asSystem(() -> users.organizations(ids))));
        }
        return recognised.getFirst();
    }

    /**
     * A person as they see themselves.
     *
     * @throws ProblemException 404 when there is no such person
     */
    Me me(UUID organizationId, UUID userId) {
        return transactions
                .inOrganization(organizationId, () -> users.me(userId))
                .orElseThrow(ProblemException::notFound);
    }
}
