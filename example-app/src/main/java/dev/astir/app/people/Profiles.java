package dev.astir.app.people;

import dev.astir.app.identity.Caller;
import dev.astir.app.identity.Users;
import dev.astir.app.tenancy.Transactions;
import dev.astir.app.trail.Trail;
import dev.astir.app.web.ProblemException;
import io.micronaut.context.event.ApplicationEventPublisher;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What people change of themselves: their name and their zone. Methods block. Thread-safe. */
@Singleton
class Profiles {

    private final PersonRepository repository;
    private final Users users;
    private final Transactions transactions;
    private final Trail trail;
    private final ApplicationEventPublisher<PersonChanged> events;
    private final Clock clock;

    Profiles(
            PersonRepository repository,
            Users users,
            Transactions transactions,
            Trail trail,
            ApplicationEventPublisher<PersonChanged> events,
            Clock clock) {
        this.repository = repository;
        this.users = users;
        this.transactions = transactions;
        this.trail = trail;
        this.events = events;
        this.clock = clock;
    }

    /**
     * Changes the caller's own profile, for everybody who sees it at once.
     *
     * @return the caller as they are now
     */
    Person change(Caller caller, ProfileChanges changes) {
        return transactions.inOrganization(caller.organizationId(), () -> store(caller, changes));
    }

    private Person store(Caller caller, ProfileChanges changes) {
        UUID id = caller.userId();
        if (users.hold(id).isEmpty()) {
            throw ProblemException.notFound();
        }
        Person old = repository.find(id).orElseThrow(ProblemException::notFound);
        String name = changes.name() == null ? old.name() : changes.name();
        @Nullable String timeZone =
                changes.timeZone() == null ? old.timeZone() : changes.timeZone().orElse(null);
        Map<String, Object> details = new HashMap<>();
        note(details, "name", old.name(), name);
        note(details, "timeZone", old.timeZone(), timeZone);
        if (details.isEmpty()) {
            return old;
        }
        Person changed =
                Objects.requireNonNull(
                        repository.updateProfile(id, name, timeZone, clock.instant()));
        trail.changed(caller.actor(), "profile.changed", id, details);
        events.publishEvent(new PersonChanged(caller.organizationId(), id, changed.status()));
        return changed;
    }

    private static void note(
            Map<String, Object> details,
            String field,
            @Nullable String before,
            @Nullable String after) {
        if (!Objects.equals(before, after)) {
            Map<String, @Nullable String> both = new HashMap<>();
            both.put("before", before);
            both.put("after", after);
            details.put(field, both);
        }
    }
}
