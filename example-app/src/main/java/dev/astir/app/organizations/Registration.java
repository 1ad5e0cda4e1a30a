package dev.astir.app.organizations;

import dev.astir.app.identity.Accounts;
import dev.astir.app.identity.Passwords;
import dev.astir.app.identity.Role;
import dev.astir.app.identity.User;
import dev.astir.app.tenancy.Transactions;
import dev.astir.app.trail.Actor;
import dev.astir.app.trail.Trail;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.UUID;

/** Creates organizations with their administrators. Methods block. Thread-safe. */
@Singleton
public class Registration {

    private final Organizations organizations;
    private final Accounts accounts;
    private final Passwords passwords;
    private final Transactions transactions;
    private final Trail trail;

    Registration(
            Organizations organizations,
            Accounts accounts,
            Passwords passwords,
            Transactions transactions,
            Trail trail) {
        this.organizations = organizations;
        this.accounts = accounts;
        this.passwords = passwords;
        this.transactions = transactions;
        this.trail = trail;
    }

    /**
     * Creates an organization and its first person, who administers it.
     *
     * @throws dev.astir.app.web.ProblemException 400 when the password is too short or too long,
     *     429 when too many sign in at once
     */
    public User register(
            String organizationName, String timeZone, String name, String email, String password) {
        return register(UUID.randomUUID(), organizationName, timeZone, name, email, password);
    }

    User register(
            UUID organizationId,
            String organizationName,
            String timeZone,
            String name,
            String email,
            String password) {
        String hash = passwords.hashForStranger(email, password);
        return transactions.inOrganization(
                organizationId,
                () -> {
                    organizations.create(organizationId, organizationName, timeZone);
                    User first = accounts.create(organizationId, name, email, hash, Role.ADMIN);
                    trail.changed(
                            Actor.person(organizationId, first.id()),
                            "organization.created",
                            first.id(),
                            Map.of("organization", organizationName));
                    return first;
                });
    }
}
