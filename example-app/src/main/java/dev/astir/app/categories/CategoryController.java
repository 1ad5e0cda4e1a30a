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
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import java.util.UUID;

/**
 * Categories over HTTP: {@code /api/categories}. Everybody reads them, since their time is judged
 * by them; administrators change all, and managers of teams those teams'. Stateless.
 */
@Problems
@ForPeople
@Tag(name = "Categories")
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

    /** Lists the organization's categories in the order in which their rules are tried. */
    @Get
    @Secured(Role.IS_EMPLOYEE)
    Page<Category> list(Caller caller) {
        return Page.of(list.all(caller.organizationId()));
    }

    /** Makes a category, the last in the order. */
    @Post
    @Status(HttpStatus.CREATED)
    Category create(Caller caller, @Body @Valid CategoryRequest request) {
        return changes.create(caller, request);
    }

    /** Changes a category, and recomputes what is past in the background. */
    @Put("/{id}")
    Category change(Caller caller, UUID id, @Body @Valid CategoryRequest request) {
        return changes.change(caller, id, request);
    }

    /** Deletes a category; what was in it is judged by the others. */
    @Delete("/{id}")
    @Status(HttpStatus.NO_CONTENT)
    void delete(Caller caller, UUID id) {
        changes.delete(caller, id);
    }

    /** Puts all categories into an order. */
    @Put("/order")
    Page<Category> order(Caller caller, @Body @Valid OrderRequest request) {
        return Page.of(changes.order(caller, request));
    }

    /** Tells what a change would have made of the last month, and stores nothing. */
    @Post("/preview")
    Preview preview(Caller caller, @Body @Valid PreviewRequest request) {
        return previews.of(caller, request);
    }

    /** Tells how far the past follows the rules. */
    @Get("/progress")
    Progress progress(Caller caller) {
        return progresses.of(caller.organizationId());
    }

    /** Makes the categories that most organizations begin with. */
    @Post("/starter")
    @Secured(Role.IS_ADMIN)
    Page<Category> start(Caller caller) {
        starterSet.add(caller);
        return Page.of(list.all(caller.organizationId()));
    }
}
