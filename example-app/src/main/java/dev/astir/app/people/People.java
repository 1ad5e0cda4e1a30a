package dev.astir.app.people;

import dev.astir.app.identity.Accounts;
import dev.astir.app.identity.Passwords;
import dev.astir.app.identity.Role;
import dev.astir.app.identity.SignIns;
import dev.astir.app.identity.Status;
import dev.astir.app.identity.User;
import dev.astir.app.tenancy.Transactions;
import dev.astir.app.web.Page;
import dev.astir.app.web.ProblemException;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The people of an organization. Methods block. Thread-safe. */
@Singleton
public class People {

    private final PersonRows rows;
    private final Accounts accounts;
    private final Passwords passwords;
    private final SignIns signIns;
    private final Transactions transactions;
    private final Clock clock;

    People(
            PersonRows rows,
            Accounts accounts,
            Passwords passwords,
            SignIns signIns,
            Transactions transactions,
            Clock clock) {
        this.rows = rows;
        this.accounts = accounts;
        this.passwords = passwords;
        this.signIns = signIns;
        this.transactions = transactions;
        this.clock = clock;
    }

    /**
     * Adds a person to an organization that exists.
     *
     * @throws ProblemException 409 {@code email-taken} when the e-mail is taken there, 400 when the
     *     password is too short or too long
     */
    public User add(UUID organizationId, String name, String email, String password, Role role) {
        String hash = passwords.hash(password);
        return transactions.inOrganization(
                organizationId, () -> accounts.create(organizationId, name, email, hash, role));
    }

    /** The organization's people by name, from the one after {@code after} on. */
    Page<Person> page(UUID organizationId, @Nullable UUID after, int limit) {
        List<Person> found =
                transactions.inOrganization(organizationId, () -> rows.page(after, limit + 1));
        return Page.of(found, limit, person -> person.id().toString());
    }

    /**
     * Changes a person; one who is suspended is signed out everywhere.
     *
     * @throws ProblemException 404 when there is no such person, 409 {@code last-administrator}
     *     when nobody would administer the organization
     */
    public Person change(UUID organizationId, UUID id, PersonChanges changes) {
        Person changed =
                transactions.inOrganization(
                        organizationId, () -> store(organizationId, id, changes));
        if (changed.status() == Status.SUSPENDED) {
            signIns.endAll(organizationId, id);
        } else {
            signIns.forget();
        }
        return changed;
    }

    private Person store(UUID organizationId, UUID id, PersonChanges changes) {
        // Held, so that changes made at once do not undo each other (a suspension by a new zone),
        // and two administrators cannot remove each other.
        rows.holdOrganization(organizationId);
        Person old = rows.find(id).orElseThrow(ProblemException::notFound);
        Role role = changes.role() == null ? old.role() : changes.role();
        Status status = changes.status() == null ? old.status() : changes.status();
        boolean administers = role == Role.ADMIN && status == Status.ACTIVE;
        if (!administers && List.of(id).containsAll(rows.administrators())) {
            throw ProblemException.conflict(
                    "last-administrator",
                    "Somebody must administer the organization; make another person an"
                            + " administrator first.");
        }
        String timeZone = changes.timeZone() == null ? old.timeZone() : changes.timeZone();
        return Objects.requireNonNull(rows.update(id, role, status, timeZone, clock.instant()));
    }
}
