package dev.astir.app.jobs;

import dev.astir.app.identity.Caller;
import dev.astir.app.identity.Role;
import dev.astir.app.web.ForPeople;
import dev.astir.app.web.Page;
import dev.astir.app.web.Problems;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Status;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.swagger.v3.oas.annotations.tags.Tag;

/** What the app does by itself, for administrators: {@code /api/jobs}. Stateless. */
@Problems
@ForPeople
@Tag(name = "Operations")
@Controller("/api/jobs")
@Secured(Role.IS_ADMIN)
@ExecuteOn(TaskExecutors.BLOCKING)
class JobController {

    private final Jobs jobs;

    JobController(Jobs jobs) {
        this.jobs = jobs;
    }

    /** Lists what the app does by itself, and how it went. */
    @Get
    Page<JobView> list() {
        return jobs.all();
    }

    /** Has a job run soon, whenever it would be due. */
    @Post("/{name}/run")
    @Status(HttpStatus.ACCEPTED)
    void run(Caller caller, String name) {
        jobs.run(caller, name);
    }
}
