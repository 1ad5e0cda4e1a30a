package dev.astir.app.people;

import dev.astir.app.identity.Caller;
import dev.astir.app.identity.Role;
import dev.astir.app.web.ForPeople;
import dev.astir.app.web.Page;
import dev.astir.app.web.PageLimit;
import dev.astir.app.web.Problems;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Delete;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Patch;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.http.annotation.Status;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The people of the caller's organization: {@code /api/users}. */
@Problems
@ForPeople
@Tag(name = "People and teams")
@Controller("/api/users")
@ExecuteOn(TaskExecutors.BLOCKING)
class PeopleController {

    private final People people;
    private final Removal removal;

    PeopleController(People people, Removal removal) {
        this.people = people;
        this.removal = removal;
    }

    /**
     * Lists people in sight, by name.
     *
     * @param after the {@code next} of the page before
     */
    @Get
    @Secured(Role.IS_MANAGER)
    Page<Person> list(
            Caller caller,
            @QueryValue(defaultValue = "100") @PageLimit int limit,
            @QueryValue @Nullable UUID after) {
        return people.page(caller, after, limit);
    }

    /** Changes a person's role, team or standing; what is absent stays as it is. */
    @Patch("/{id}")
    @Secured(Role.IS_ADMIN)
    Person change(Caller caller, UUID id, @Body @Valid PersonChanges changes) {
        // Who comes in, and as what, would outlive the token.
        if (changes.role() != null) {
            caller.requireInPerson("role");
        }
        if (changes.letsIn()) {
            caller.requireInPerson("status");
        }
        return people.change(caller.actor(), id, changes);
    }

    /** Takes a person out for good; what they did stays. */
    @Delete("/{id}")
    @Secured(Role.IS_ADMIN)
    @Status(HttpStatus.NO_CONTENT)
    void remove(Caller caller, UUID id) {
        removal.remove(caller.actor(), id);
    }
}
