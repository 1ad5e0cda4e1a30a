package dev.astir.app.people;

import dev.astir.app.identity.Accounts;
import dev.astir.app.identity.Caller;
import dev.astir.app.identity.Passwords;
import dev.astir.app.identity.Role;
import dev.astir.app.identity.SignIns;
import dev.astir.app.identity.Status;
import dev.astir.app.identity.User;
import dev.astir.app.organizations.Organizations;
import dev.astir.app.tenancy.Transactions;
import dev.astir.app.trail.Actor;
import dev.astir.app.trail.Trail;
import dev.astir.app.web.Given;
import dev.astir.app.web.Page;
import dev.astir.app.web.ProblemException;
import io.micronaut.context.event.ApplicationEventPublisher;
import io.micronaut.transaction.annotation.TransactionalEventListener;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The people of an organization. Methods block. Thread-safe. */
@Singleton
public class People {

    private static final Logger LOG = LoggerFactory.getLogger(People.class);

    private final PersonRepository repository;
    private final LastAdministrator lastAdministrator;
    private final WaysIn waysIn;
    private final Organizations organizations;
    private final Accounts accounts;
    private final Passwords passwords;
    private final SignIns signIns;
    private final Transactions transactions;
    private final ApplicationEventPublisher<PersonChanged> events;
    private final ApplicationEventPublisher<PersonMoved> moves;
    private final Trail trail;
    private final Clock clock;

    People(
            PersonRepository repository,
            LastAdministrator lastAdministrator,
            WaysIn waysIn,
            Organizations organizations,
            Accounts accounts,
            Passwords passwords,
            SignIns signIns,
            Transactions transactions,
            ApplicationEventPublisher<PersonChanged> events,
            ApplicationEventPublisher<PersonMoved> moves,
            Trail trail,
            Clock clock) {
        this.repository = repository;
        this.lastAdministrator = lastAdministrator;
        this.waysIn = waysIn;
        this.organizations = organizations;
        this.accounts = accounts;
        this.passwords = passwords;
        this.signIns = signIns;
        this.transactions = transactions;
        this.events = events;
        this.moves = moves;
        this.trail = trail;
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

    /**
     * Adds a person who chose their password, in the caller's transaction.
     *
     * @param passwordHash of {@link Passwords#hash}, made before the transaction
     * @param teamId the team that they are in; null for none
     * @throws ProblemException 409 {@code email-taken} when the e-mail is taken there
     */
    public User join(
            UUID organizationId,
            String name,
            String email,
            String passwordHash,
            Role role,
            @Nullable UUID teamId) {
        return placed(accounts.create(organizationId, name, email, passwordHash, role), teamId);
    }

    /** As {@link #join}, for somebody for whom an identity provider vouches. */
    public User joinWithoutPassword(
            UUID organizationId, String name, String email, Role role, @Nullable UUID teamId) {
        return placed(accounts.createWithoutPassword(organizationId, name, email, role), teamId);
    }

    private User placed(User user, @Nullable UUID teamId) {
        if (teamId != null) {
            PersonChanges placed = new PersonChanges(null, null, null, new Given<>(teamId));
            change(Actor.person(user.organizationId(), user.id()), user.id(), placed);
        }
        return user;
    }

    /**
     * The people whom the caller may see, by name, from the one after {@code after} on.
     *
     * @throws ProblemException 404 when that one is out of sight: where they stand tells their name
     */
    Page<Person> page(Caller caller, @Nullable UUID after, int limit) {
        if (after != null) {
            caller.sight().require(after);
        }
        List<Person> found =
                transactions.inOrganization(
                        caller.organizationId(),
                        () -> repository.page(caller.sight().seen(), after, limit + 1));
        return Page.of(found, limit, person -> person.id().toString());
    }

    /**
     * Changes a person; one who is suspended is signed out everywhere.
     *
     * @throws ProblemException 404 when there is no such person, 400 when there is no such team,
     *     409 {@code last-administrator} when nobody would administer the organization, {@code
     *     locked-out} when nobody who does could come in
     */
    public Person change(Actor actor, UUID id, PersonChanges changes) {
        UUID organizationId = actor.organizationId();
        return transactions.inOrganization(
                organizationId,
                () -> {
                    Person changed = store(actor, id, changes);
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

    private Person store(Actor actor, UUID id, PersonChanges changes) {
        UUID organizationId = actor.organizationId();
        // Held, so that changes made at once do not undo each other (a suspension by a new zone),
        // and two administrators cannot remove each other.
        organizations.hold(organizationId);
        Person old =
                repository
                        .find(id)
                        .filter(person -> person.status() != Status.REMOVED)
                        .orElseThrow(ProblemException::notFound);
        Role role = changes.role() == null ? old.role() : changes.role();
        Status status = changes.status() == null ? old.status() : changes.status().status();
        boolean administers = role == Role.ADMIN && status == Status.ACTIVE;
        if (!administers) {
            lastAdministrator.mayGo(id);
        }
        String timeZone = changes.timeZone() == null ? old.timeZone() : changes.timeZone();
        UUID teamId = team(organizationId, old, changes.teamId());
        Person changed =
                Objects.requireNonNull(
                        repository.update(id, role, status, timeZone, teamId, clock.instant()));
        if (!administers && old.role() == Role.ADMIN && old.status() == Status.ACTIVE) {
            waysIn.require();
        }
        if (!changed.equals(old)) {
            trail.changed(
                    actor,
                    "person.changed",
                    id,
                    Map.of("before", details(old), "after", details(changed)));
        }
        return changed;
    }

    private static Map<String, ?> details(Person person) {
        Map<String, @Nullable Object> details = new LinkedHashMap<>();
        details.put("name", person.name());
        details.put("role", person.role());
        details.put("status", person.status());
        details.put("timeZone", person.timeZone());
        details.put("teamId", person.teamId());
        return details;
    }

    private @Nullable UUID team(UUID organizationId, Person old, @Nullable Given<UUID> wanted) {
        UUID teamId = wanted == null ? old.teamId() : wanted.value();
        if (Objects.equals(teamId, old.teamId())) {
            return teamId;
        }
        if (teamId != null) {
            requireTeam(organizationId, teamId);
        }
        moves.publishEvent(
                new PersonMoved(
                        organizationId,
                        old.id(),
                        Optional.ofNullable(old.teamId()),
                        Optional.ofNullable(teamId)));
        return teamId;
    }

    /**
     * Refuses a team that the organization does not have, in its transaction.
     *
     * @throws ProblemException 400
     */
    public void requireTeam(UUID organizationId, UUID teamId) {
        if (!repository.isTeam(organizationId, teamId)) {
            throw ProblemException.invalid("teamId", teamId, "a team of the organization");
        }
    }
}
