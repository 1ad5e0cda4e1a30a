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
 * The tasks of a project over HTTP: everybody sees them, managers and administrators change them.
 */
@Problems
@ForPeople
@Tag(name = "Projects")
@Controller("/api/projects/{id}/tasks")
@ExecuteOn(TaskExecutors.BLOCKING)
@Secured(Role.IS_EMPLOYEE)
class TaskController {

    private final Tasks tasks;

    TaskController(Tasks tasks) {
        this.tasks = tasks;
    }

    /**
     * Lists the tasks of a project, by name.
     *
     * @param after the {@code next} of the page before
     */
    @Get
    Page<Task> list(
            Caller caller,
            UUID id,
            @Nullable @QueryValue UUID after,
            @QueryValue(defaultValue = "200") @PageLimit int limit) {
        return tasks.page(caller.organizationId(), id, after, limit);
    }

    /** Makes a task of a project. */
    @Post
    @Status(HttpStatus.CREATED)
    @Secured(Role.IS_MANAGER)
    Task create(Caller caller, UUID id, @Body @Valid TaskRequest request) {
        return tasks.create(caller, id, request);
    }

    /** Renames a task. */
    @Put("/{taskId}")
    @Secured(Role.IS_MANAGER)
    Task rename(Caller caller, UUID id, UUID taskId, @Body @Valid TaskRequest request) {
        return tasks.rename(caller, id, taskId, request);
    }

    /** Deletes a task; what was done on it stays. */
    @Delete("/{taskId}")
    @Status(HttpStatus.NO_CONTENT)
    @Secured(Role.IS_MANAGER)
    void delete(Caller caller, UUID id, UUID taskId) {
        tasks.delete(caller, id, taskId);
    }
}
