package dev.astir.app.categories;

import dev.astir.app.identity.Caller;
import dev.astir.app.identity.Role;
import dev.astir.app.web.ForPeople;
import dev.astir.app.web.Page;
import dev.astir.app.web.Problems;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Delete;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Put;
import io.micronaut.http.annotation.Status;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import jakarta.validation.Valid;
import java.util.UUID;

/**
 * Categories over HTTP: {@code /api/categories}. Everybody reads them, since their time is judged
 * by them; administrators change all, and managers of teams those teams'. Stateless.
 */
@Problems
@ForPeople
@Controller("/api/categories")
@ExecuteOn(TaskExecutors.BLOCKING)
@Secured(Role.IS_MANAGER)
class CategoryController {

    private final CategoryList list;
    private final CategoryChanges changes;
    private final Previews previews;
    private final StarterSet starterSet;
    private final Progresses progresses;

    CategoryController(
            CategoryList list,
            CategoryChanges changes,
            Previews previews,
            StarterSet starterSet,
            Progresses progresses) {
        this.list = list;
        this.changes = changes;
        this.previews = previews;
        this.starterSet = starterSet;
        this.progresses = progresses;
    }

    @Get
    @Secured(Role.IS_EMPLOYEE)
    Page<Category> list(Caller caller) {
        return Page.of(list.all(caller.organizationId()));
    }

    @Post
    @Status(HttpStatus.CREATED)
    Category create(Caller caller, @Body @Valid CategoryRequest request) {
        return changes.create(caller, request);
    }

    @Put("/{id}")
    Category change(Caller caller, UUID id, @Body @Valid CategoryRequest request) {
        return changes.change(caller, id, request);
    }

    @Delete("/{id}")
    @Status(HttpStatus.NO_CONTENT)
    void delete(Caller caller, UUID id) {
        changes.delete(caller, id);
    }

    @Put("/order")
    Page<Category> order(Caller caller, @Body @Valid OrderRequest request) {
        return Page.of(changes.order(caller, request));
    }

    @Post("/preview")
    Preview preview(Caller caller, @Body @Valid PreviewRequest request) {
        return previews.of(caller, request);
    }

    @Get("/progress")
    Progress progress(Caller caller) {
        return progresses.of(caller.organizationId());
    }

    @Post("/starter")
    @Secured(Role.IS_ADMIN)
    Page<Category> start(Caller caller) {
        starterSet.add(caller);
        return Page.of(list.all(caller.organizationId()));
    }
}
