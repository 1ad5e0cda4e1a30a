package dev.astir.app.people;

import dev.astir.app.identity.Accounts;
import dev.astir.app.identity.Passwords;
import dev.astir.app.identity.Role;
import dev.astir.app.identity.SignIns;
import dev.astir.app.identity.Status;
import dev.astir.app.identity.User;
import dev.astir.app.organizations.Organizations;
import dev.astir.app.tenancy.Transactions;
import dev.astir.app.web.Page;
import dev.astir.app.web.ProblemException;
import io.micronaut.context.event.ApplicationEventPublisher;
import io.micronaut.transaction.annotation.TransactionalEventListener;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The people of an organization. Methods block. Thread-safe. */
@Singleton
public class People {

    private static final Logger LOG = LoggerFactory.getLogger(People.class);

    private final PersonRepository repository;
    private final Organizations organizations;
    private final Accounts accounts;
    private final Passwords passwords;
    private final SignIns signIns;
    private final Transactions transactions;
    private final ApplicationEventPublisher<PersonChanged> events;
    private final Clock clock;

    People(
            PersonRepository repository,
            Organizations organizations,
            Accounts accounts,
            Passwords passwords,
            SignIns signIns,
            Transactions transactions,
            ApplicationEventPublisher<PersonChanged> events,
            Clock clock) {
        this.repository = repository;
        this.organizations = organizations;
        this.accounts = accounts;
        this.passwords = passwords;
        this.signIns = signIns;
        this.transactions = transactions;
        this.events = events;
        this.clock = clock;
    }

    /**
     * Adds a person to an organization that exists.
     *
     * @throws ProblemException 409 {@code email-taken} when the e-mail is taken there, 400 when the
     *     password is too short or too long
     */
    public User add(UUID organizationId, String name, String email, String password, Role role) {
        String hash = passwords.hash(organizationId, email, password);
        return transactions.inOrganization(
                organizationId, () -> accounts.create(organizationId, name, email, hash, role));
    }

    /** The organization's people by name, from the one after {@code after} on. */
    Page<Person> page(UUID organizationId, @Nullable UUID after, int limit) {
        List<Person> found =
                transactions.inOrganization(
                        organizationId, () -> repository.page(after, limit + 1));
        return Page.of(found, limit, person -> person.id().toString());
    }

    /**
     * Changes a person; one who is suspended is signed out everywhere.
     *
     * @throws ProblemException 404 when there is no such person, 409 {@code last-administrator}
     *     when nobody would administer the organization
     */
    public Person change(UUID organizationId, UUID id, PersonChanges changes) {
        return transactions.inOrganization(
                organizationId,
                () -> {
                    Person changed = store(organizationId, id, changes);
                    if (changed.status() == Status.SUSPENDED) {
                        signIns.revokeAll(id);
                    }
                    events.publishEvent(new PersonChanged(organizationId, id, changed.status()));
                    return changed;
                });
    }

    /** The change would hold within a second or, for what is open, 15; this makes it at once. */
    @TransactionalEventListener
    void changed(PersonChanged changed) {
        try {
            signIns.accessChanged(changed.userId());
        } catch (RuntimeException e) {
            LOG.error("The sign-ins of {} were not told of the change", changed.userId(), e);
        }
    }

    private Person store(UUID organizationId, UUID id, PersonChanges changes) {
        // Held, so that changes made at once do not undo each other (a suspension by a new zone),
        // and two administrators cannot remove each other.
        organizations.hold(organizationId);
        Person old = repository.find(id).orElseThrow(ProblemException::notFound);
        Role role = changes.role() == null ? old.role() : changes.role();
        Status status = changes.status() == null ? old.status() : changes.status();
        boolean administers = role == Role.ADMIN && status == Status.ACTIVE;
        if (!administers && List.of(id).containsAll(repository.administrators())) {
            throw ProblemException.conflict(
                    "last-administrator",
                    "Somebody must administer the organization; make another person an"
                            + " administrator first.");
        }
        String timeZone = changes.timeZone() == null ? old.timeZone() : changes.timeZone();
        return Objects.requireNonNull(
                repository.update(id, role, status, timeZone, clock.instant()));
    }
}
