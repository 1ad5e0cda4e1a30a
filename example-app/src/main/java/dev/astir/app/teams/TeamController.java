package dev.astir.app.teams;

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
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Put;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.http.annotation.Status;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Teams over HTTP: managers see those that they manage, and all if they manage none; administrators
 * see and change all: {@code /api/teams}. Stateless.
 */
@Problems
@ForPeople
@Tag(name = "People and teams")
@Controller("/api/teams")
@ExecuteOn(TaskExecutors.BLOCKING)
@Secured(Role.IS_ADMIN)
class TeamController {

    private final Teams teams;

    TeamController(Teams teams) {
        this.teams = teams;
    }

    /**
     * Lists teams, by name.
     *
     * @param after the {@code next} of the page before
     */
    @Get
    @Secured(Role.IS_MANAGER)
    Page<Team> list(
            Caller caller,
            @Nullable @QueryValue UUID after,
            @QueryValue(defaultValue = "200") @PageLimit int limit) {
        return teams.page(caller, after, limit);
    }

    /** Makes a team. */
    @Post
    @Status(HttpStatus.CREATED)
    Team create(Caller caller, @Body @Valid TeamRequest request) {
        return teams.create(caller.actor(), request);
    }

    /** Shows a team. */
    @Get("/{id}")
    @Secured(Role.IS_MANAGER)
    Team get(Caller caller, UUID id) {
        return teams.get(caller, id);
    }

    /** Changes a team. */
    @Put("/{id}")
    Team change(Caller caller, UUID id, @Body @Valid TeamRequest request) {
        return teams.change(caller.actor(), id, request);
    }

    /** Deletes a team; its people stay. */
    @Delete("/{id}")
    @Status(HttpStatus.NO_CONTENT)
    void delete(Caller caller, UUID id) {
        teams.delete(caller.actor(), id);
    }
}
