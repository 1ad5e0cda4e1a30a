package dev.astir.app.audit;

import dev.astir.app.files.Files;
import dev.astir.app.identity.Caller;
import dev.astir.app.identity.Role;
import dev.astir.app.web.ForPeople;
import dev.astir.app.web.Page;
import dev.astir.app.web.PageLimit;
import dev.astir.app.web.Problems;
import dev.astir.app.web.StorableText;
import dev.astir.app.web.StorableTime;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Produces;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;

/** The organization's trail, for its administrators: {@code /api/audit}. Stateless. */
@Problems
@ForPeople
@Tag(name = "Privacy and audit")
@Controller
@Secured(Role.IS_ADMIN)
@ExecuteOn(TaskExecutors.BLOCKING)
class AuditController {

    private static final String KINDS = "change|view";

    private final Audit audit;
    private final Files files;

    AuditController(Audit audit, Files files) {
        this.audit = audit;
        this.files = files;
    }

    /**
     * Lists the trail of changes and looks, newest first.
     *
     * @param from the earliest time
     * @param to the time before which
     * @param actorId who did it
     * @param personId whom it is about
     * @param action what was done, such as {@code job.run}
     * @param kind changes or views; both when absent
     * @param after the {@code next} of the page before
     */
    @Get("/api/audit")
    Page<AuditEntry> list(
            Caller caller,
            @Nullable @QueryValue @StorableTime Instant from,
            @Nullable @QueryValue @StorableTime Instant to,
            @Nullable @QueryValue UUID actorId,
            @Nullable @QueryValue UUID personId,
            @Nullable @QueryValue @Size(max = 100) @StorableText String action,
            @Nullable @QueryValue @Pattern(regexp = KINDS, message = "must be change or view")
                    String kind,
            @Nullable @QueryValue UUID after,
            @QueryValue(defaultValue = "50") @PageLimit int limit) {
        return audit.page(
                caller.organizationId(),
                AuditFilter.of(from, to, actorId, personId, action, kind),
                after,
                limit);
    }

    /**
     * Gives the trail as a table, all of it.
     *
     * @param from the earliest time
     * @param to the time before which
     * @param actorId who did it
     * @param personId whom it is about
     * @param action what was done, such as {@code job.run}
     * @param kind changes or views; both when absent
     */
    @Get("/api/audit.csv")
    @Produces(MediaType.ALL)
    @ApiResponse(
            responseCode = "200",
            content = @Content(mediaType = "text/csv", schema = @Schema(type = "string")))
    HttpResponse<Publisher<byte[]>> table(
            HttpRequest<?> request,
            Caller caller,
            @Nullable @QueryValue @StorableTime Instant from,
            @Nullable @QueryValue @StorableTime Instant to,
            @Nullable @QueryValue UUID actorId,
            @Nullable @QueryValue UUID personId,
            @Nullable @QueryValue @Size(max = 100) @StorableText String action,
            @Nullable @QueryValue @Pattern(regexp = KINDS, message = "must be change or view")
                    String kind) {
        AuditFilter filter = AuditFilter.of(from, to, actorId, personId, action, kind);
        return files.answer(
                request,
                caller,
                "text/csv; charset=utf-8",
                "audit.csv",
                new AuditTable(audit, caller.organizationId(), filter));
    }
}
