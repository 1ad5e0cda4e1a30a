package dev.astir.app.projects;

import dev.astir.app.accounts.Caller;
import dev.astir.app.system.Listing;
import dev.astir.app.system.ProblemException;
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
import io.micronaut.security.rules.SecurityRule;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Projects over HTTP: everybody sees them, managers and administrators change them.
 *
 * <p>Safe for use by many threads.
 */
@Controller("/api/projects")
@ExecuteOn(TaskExecutors.BLOCKING)
@Secured(SecurityRule.IS_AUTHENTICATED)
class ProjectController {

    private static final int MAX_LIMIT = 200;

    private final Projects projects;

    ProjectController(Projects projects) {
        this.projects = projects;
    }

    @Get
    Listing<Project> list(
            Caller caller,
            @Nullable @QueryValue UUID after,
            @QueryValue(defaultValue = "200") int limit) {
        if (limit < 1 || limit > MAX_LIMIT) {
            throw ProblemException.invalid("limit", limit, "a number from 1 to " + MAX_LIMIT);
        }
        return projects.page(caller.organizationId(), after, limit);
    }

    @Post
    @Status(HttpStatus.CREATED)
    @Secured({"manager", "admin"})
    Project create(Caller caller, @Body ProjectRequest request) {
        return projects.create(caller, request);
    }

    @Get("/{id}")
    Project get(Caller caller, UUID id) {
        return projects.get(caller.organizationId(), id);
    }

    @Put("/{id}")
    @Secured({"manager", "admin"})
    Project update(Caller caller, UUID id, @Body ProjectRequest request) {
        return projects.update(caller.organizationId(), id, request);
    }

    @Delete("/{id}")
    @Status(HttpStatus.NO_CONTENT)
    @Secured({"manager", "admin"})
    void delete(Caller caller, UUID id) {
        projects.delete(caller.organizationId(), id);
    }
}
