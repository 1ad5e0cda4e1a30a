package dev.astir.app.audit;

import dev.astir.app.identity.Caller;
import dev.astir.app.identity.Role;
import dev.astir.app.web.ForPeople;
import dev.astir.app.web.Page;
import dev.astir.app.web.PageLimit;
import dev.astir.app.web.Problems;
import dev.astir.app.web.StorableTime;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Who looked at the caller's data: {@code /api/me/views}. Stateless. */
@Problems
@ForPeople
@Tag(name = "Privacy and audit")
@Controller("/api/me/views")
@Secured(Role.IS_EMPLOYEE)
@ExecuteOn(TaskExecutors.BLOCKING)
class MyViewsController {

    private final Audit audit;

    MyViewsController(Audit audit) {
        this.audit = audit;
    }

    /**
     * Lists who looked at one's own data, newest first; own visits are no matter.
     *
     * @param from the earliest time
     * @param to the time before which
     * @param after the {@code next} of the page before
     */
    @Get
    Page<View> list(
            Caller caller,
            @Nullable @QueryValue @StorableTime Instant from,
            @Nullable @QueryValue @StorableTime Instant to,
            @Nullable @QueryValue UUID after,
            @QueryValue(defaultValue = "50") @PageLimit int limit) {
        AuditFilter filter = AuditFilter.of(from, to, null, caller.userId(), null, "view");
        Page<AuditEntry> page = audit.page(caller.organizationId(), filter, after, limit);
        return new Page<>(page.items().stream().map(View::of).toList(), page.next());
    }
}
