package dev.astir.app.integrations;

import dev.astir.app.identity.Status;
import dev.astir.app.identity.User;
import dev.astir.app.identity.Users;
import dev.astir.stream.ActivityEvent;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Says who did it: a person whose e-mail the sender gave, under their name here, so that an erasure
 * finds it; else the integration, under the name that the sender gave. In a transaction of the
 * organization. Thread-safe.
 */
@Singleton
class Actors {

    private static final String INTEGRATION = "integration:";

    private final Users users;
    private final Clock clock;

    Actors(Users users, Clock clock) {
        this.users = users;
        this.clock = clock;
    }

    /**
     * The event, with who did it.
     *
     * @param id the integration's, as events name it
     * @param name the integration's
     * @throws dev.astir.stream.InvalidInputException when a time is out of bounds
     */
    ActivityEvent event(Draft draft, String id, String name) {
        User person = person(draft.actorEmail()).orElse(null);
        if (person != null) {
            return draft.by(person.id().toString(), person.name(), clock.instant());
        }
        String given = draft.actorName();
        return draft.by(INTEGRATION + id, given == null ? name : given, clock.instant());
    }

    private Optional<User> person(@Nullable String email) {
        return email == null
                ? Optional.empty()
                : users.findByEmail(email).stream()
                        .filter(user -> user.status() == Status.ACTIVE)
                        .findFirst();
    }
}
