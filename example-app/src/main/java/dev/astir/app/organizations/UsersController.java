package dev.astir.app.organizations;

import dev.astir.app.accounts.Accounts;
import dev.astir.app.accounts.Caller;
import dev.astir.app.accounts.Role;
import dev.astir.app.accounts.SignIns;
import dev.astir.app.accounts.Status;
import dev.astir.app.accounts.User;
import dev.astir.app.accounts.Users;
import dev.astir.app.system.Listing;
import dev.astir.app.system.ProblemException;
import dev.astir.app.system.Transactions;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Patch;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.serde.annotation.Serdeable;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The people of the caller's organization: {@code /api/users}. */
@Controller("/api/users")
@ExecuteOn(TaskExecutors.BLOCKING)
class UsersController {

    private static final int MAX_LIMIT = 200;

    private final Users users;
    private final Organizations organizations;
    private final SignIns signIns;
    private final Transactions transactions;
    private final Clock clock;

    /** A person as managers see them. */
    @Serdeable
    record Person(
            UUID id,
            String name,
            String email,
            Role role,
            Status status,
            @Nullable String timeZone,
            Instant createdAt) {

        static Person of(User user) {
            return new Person(
                    user.id(),
                    user.name(),
                    user.email(),
                    user.role(),
                    user.status(),
                    user.timeZone(),
                    user.createdAt());
        }
    }

    /** What may change; a field that is absent stays as it is. */
    @Serdeable
    record Changes(@Nullable Role role, @Nullable Status status, @Nullable String timeZone) {}

    UsersController(
            Users users,
            Organizations organizations,
            SignIns signIns,
            Transactions transactions,
            Clock clock) {
        this.users = users;
        this.organizations = organizations;
        this.signIns = signIns;
        this.transactions = transactions;
        this.clock = clock;
    }

    @Get
    @Secured(Role.IS_MANAGER)
    Listing<Person> list(
            Caller caller,
            @QueryValue(defaultValue = "100") int limit,
            @QueryValue @Nullable UUID after) {
        if (limit < 1 || limit > MAX_LIMIT) {
            throw ProblemException.invalid("limit", limit, "a number from 1 to " + MAX_LIMIT);
        }
        // One more than asked for tells whether there is a next page.
        List<User> found =
                transactions.inOrganization(
                        caller.organizationId(), () -> users.page(after, limit + 1));
        List<Person> page = found.stream().limit(limit).map(Person::of).toList();
        return new Listing<>(page, found.size() > limit ? page.getLast().id().toString() : null);
    }

    @Patch("/{id}")
    @Secured(Role.IS_ADMIN)
    Person change(Caller caller, UUID id, @Body Changes changes) {
        if (changes.timeZone() != null) {
            Accounts.requireTimeZone(changes.timeZone());
        }
        User changed =
                transactions.inOrganization(
                        caller.organizationId(), () -> store(caller.organizationId(), id, changes));
        if (changed.status() == Status.SUSPENDED) {
            signIns.endAll(caller.organizationId(), id);
        } else {
            signIns.forget();
        }
        return Person.of(changed);
    }

    private User store(UUID organizationId, UUID id, Changes changes) {
        // Held, so that changes made at once do not undo each other (a suspension by a new zone),
        // and two administrators cannot remove each other.
        organizations.hold(organizationId);
        User old = users.findById(id).orElseThrow(ProblemException::notFound);
        Role role = changes.role() == null ? old.role() : changes.role();
        Status status = changes.status() == null ? old.status() : changes.status();
        boolean administers = role == Role.ADMIN && status == Status.ACTIVE;
        if (!administers && List.of(id).containsAll(users.administrators())) {
            throw ProblemException.conflict(
                    "last-administrator",
                    "Somebody must administer the organization; make another person an"
                            + " administrator first.");
        }
        String timeZone = changes.timeZone() == null ? old.timeZone() : changes.timeZone();
        users.update(id, role, status, timeZone, clock.instant());
        return users.findById(id).orElseThrow();
    }
}
