package dev.astir.app.imports;

import dev.astir.app.identity.Caller;
import dev.astir.app.identity.Role;
import dev.astir.app.web.ForPeople;
import dev.astir.app.web.Problems;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.swagger.v3.oas.annotations.tags.Tag;

/** Where people send files of their own history. Thread-safe. */
@Problems
@ForPeople
@Tag(name = "Work sessions")
@Controller("/api/sessions/import")
@ExecuteOn(TaskExecutors.BLOCKING)
@Secured(Role.IS_EMPLOYEE)
class ImportController {

    private final Imports imports;

    ImportController(Imports imports) {
        this.imports = imports;
    }

    /**
     * Stores the sessions of a file, and what was done in them.
     *
     * @param preview whether it only says what would be stored
     */
    @Post
    @Consumes("text/csv")
    ImportResult add(
            Caller caller, @Body byte[] file, @QueryValue(defaultValue = "false") boolean preview) {
        return imports.add(caller, file, preview);
    }
}
