package dev.astir.app.identity;

import dev.astir.app.tenancy.Transactions;
import dev.astir.app.web.ProblemException;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Optional;
import java.util.UUID;

/** People's accounts. Thread-safe. */
@Singleton
public class Accounts {

    private final Users users;
    private final Transactions transactions;
    private final Clock clock;

    Accounts(Users users, Transactions transactions, Clock clock) {
        this.users = users;
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

    /** Whether a password alone does not let the person in. */
    public boolean hasSecondFactor(UUID organizationId, UUID userId) {
        return transactions
                .inOrganization(organizationId, () -> users.findById(userId))
                .filter(User::secondFactor)
                .isPresent();
    }

    /**
     * As {@link #create}, for somebody for whom another server vouches: no password is theirs, and
     * trying one takes as long as where there is one.
     */
    public User createWithoutPassword(UUID organizationId, String name, String email, Role role) {
        return create(organizationId, name, email, Passwords.NONE, role);
    }

    /** The person with this e-mail, in the caller's transaction of the organization. */
    public Optional<User> findByEmail(String email) {
        return users.findByEmail(email.strip()).stream().findFirst();
    }

    /** Whether somebody with this e-mail was removed, in the caller's transaction. */
    public boolean wasRemoved(String email) {
        return users.wasRemoved(email.strip());
    }

    /** The person, in the caller's transaction of the organization. */
    public Optional<User> find(UUID id) {
        return users.findById(id);
    }

    /**
     * Refuses a person whom the caller may not see, in the caller's transaction.
     *
     * @throws ProblemException 404, the same for one who does not exist
     */
    public void requireSeen(Caller caller, UUID userId) {
        caller.sight().require(userId);
        if (!userId.equals(caller.userId()) && users.findById(userId).isEmpty()) {
            throw ProblemException.notFound();
        }
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
