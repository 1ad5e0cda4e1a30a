package dev.astir.app.projects;

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
 * Projects over HTTP: everybody sees them, managers and administrators change them.
 *
 * <p>Safe for use by many threads.
 */
@Problems
@ForPeople
@Tag(name = "Projects")
@Controller("/api/projects")
@ExecuteOn(TaskExecutors.BLOCKING)
@Secured(Role.IS_EMPLOYEE)
class ProjectController {

    private final Projects projects;

    ProjectController(Projects projects) {
        this.projects = projects;
    }

    /**
     * Lists projects, by name.
     *
     * @param after the {@code next} of the page before
     */
    @Get
    Page<Project> list(
            Caller caller,
            @Nullable @QueryValue UUID after,
            @QueryValue(defaultValue = "200") @PageLimit int limit) {
        return projects.page(caller.organizationId(), after, limit);
    }

    /** Makes a project. */
    @Post
    @Status(HttpStatus.CREATED)
    @Secured(Role.IS_MANAGER)
    Project create(Caller caller, @Body @Valid ProjectRequest request) {
        return projects.create(caller, request);
    }

    /** Shows a project. */
    @Get("/{id}")
    Project get(Caller caller, UUID id) {
        return projects.get(caller.organizationId(), id);
    }

    /** Changes a project. */
    @Put("/{id}")
    @Secured(Role.IS_MANAGER)
    Project update(Caller caller, UUID id, @Body @Valid ProjectRequest request) {
        return projects.update(caller, id, request);
    }

    /** Deletes a project; what was done on it stays. */
    @Delete("/{id}")
    @Status(HttpStatus.NO_CONTENT)
    @Secured(Role.IS_MANAGER)
    void delete(Caller caller, UUID id) {
        projects.delete(caller, id);
    }
}
