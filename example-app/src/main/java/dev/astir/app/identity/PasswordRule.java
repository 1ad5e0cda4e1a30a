package dev.astir.app.identity;

import dev.astir.app.tenancy.Transactions;
import dev.astir.app.web.ProblemException;
import jakarta.inject.Singleton;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/**
 * Whom a password lets in: where an organization signs in by an identity provider alone, nobody but
 * its administrators, so that somebody can still come in and mend the provider. Thread-safe.
 */
@Singleton
public class PasswordRule {

    private final Users users;
    private final Transactions transactions;

    PasswordRule(Users users, Transactions transactions) {
        this.users = users;
        this.transactions = transactions;
    }

    /**
     * Those of the people, whose password was right, whom it lets in.
     *
     * @throws ProblemException 403 {@code single-sign-on-required} when it lets in none of them
     */
    public List<User> admit(List<User> people) {
        List<UUID> ids =
                people.stream()
                        .filter(user -> user.role() != Role.ADMIN)
                        .map(User::organizationId)
                        .distinct()
                        .toList();
        if (ids.isEmpty()) {
            return people;
        }
        Set<UUID> closed =
                new HashSet<>(
                        transactions.asSystem(() -> users.organizationsWithoutPasswords(ids)));
        List<User> admitted =
                people.stream()
                        .filter(user ->
                                user.role() == Role.ADMIN
                                        || !closed.contains(user.organizationId()))
                        .toList();
        if (admitted.isEmpty()) {
            throw refused();
        }
        return admitted;
    }

    /**
     * Whether a password would let in somebody of this role.
     *
     * @throws ProblemException 403 {@code single-sign-on-required} when it would not
     */
    public void admit(UUID organizationId, Role role) {
        if (!admits(organizationId, role)) {
            throw refused();
        }
    }

    /** Whether a password lets in somebody of this role. */
    public boolean admits(UUID organizationId, Role role) {
        return role == Role.ADMIN
                || transactions
                        .inOrganization(
                                organizationId,
                                () -> users.organizationsWithoutPasswords(List.of(organizationId)))
                        .isEmpty();
    }

    private static ProblemException refused() {
        return ProblemException.forbidden(
                "single-sign-on-required",
                "Your organization does not sign in by password; sign in with your"
                        + " organization.");
    }
}
