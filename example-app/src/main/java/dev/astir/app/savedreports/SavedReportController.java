package dev.astir.app.savedreports;

import dev.astir.app.identity.Caller;
import dev.astir.app.identity.Role;
import dev.astir.app.reports.ReportMaker;
import dev.astir.app.web.ForPeople;
import dev.astir.app.web.PageLimit;
import dev.astir.app.web.Problems;
import io.micronaut.core.annotation.Introspected;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Delete;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Produces;
import io.micronaut.http.annotation.Put;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.http.annotation.Status;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Saved reports over HTTP: one's own, and those that come to one. Thread-safe. */
@Problems
@ForPeople
@Tag(name = "Reports")
@Controller("/api/reports/saved")
@ExecuteOn(TaskExecutors.BLOCKING)
@Secured(Role.IS_EMPLOYEE)
class SavedReportController {

    private final SavedReports saved;
    private final SavedReportChanges changes;
    private final SavedReportEnds ends;
    private final SentReports sent;
    private final ReportMaker reports;

    SavedReportController(
            SavedReports saved,
            SavedReportChanges changes,
            SavedReportEnds ends,
            SentReports sent,
            ReportMaker reports) {
        this.saved = saved;
        this.changes = changes;
        this.ends = ends;
        this.sent = sent;
        this.reports = reports;
    }

    /** Where a mail goes. */
    @Introspected
    record Sent(String to) {}

    /**
     * Lists one's own saved reports, and those that one gets, by name.
     *
     * @param after the {@code next} of the page before
     */
    @Get
    SavedReport.Listed list(
            Caller caller,
            @Nullable @QueryValue UUID after,
            @QueryValue(defaultValue = "200") @PageLimit int limit) {
        return saved.page(caller, after, limit);
    }

    /** Saves a report. */
    @Post
    @Status(HttpStatus.CREATED)
    SavedReport create(
            Caller caller, HttpRequest<?> request, @Body @Valid SavedReportRequest body) {
        return changes.create(caller, body, locale(request));
    }

    /** Shows a saved report. */
    @Get("/{id}")
    SavedReport get(Caller caller, UUID id) {
        return saved.get(caller, id);
    }

    /** Changes a saved report. */
    @Put("/{id}")
    SavedReport change(
            Caller caller, HttpRequest<?> request, UUID id, @Body @Valid SavedReportRequest body) {
        return changes.change(caller, id, body, locale(request));
    }

    /** Deletes a saved report. */
    @Delete("/{id}")
    @Status(HttpStatus.NO_CONTENT)
    void delete(Caller caller, UUID id) {
        ends.delete(caller, id);
    }

    /** Leaves a report of somebody else's that one gets. */
    @Delete("/{id}/recipients/me")
    @Status(HttpStatus.NO_CONTENT)
    void leave(Caller caller, UUID id) {
        ends.leave(caller, id);
    }

    /** Answers the saved report as it is now: what the route of its name answers. */
    @Get("/{id}/report")
    @Produces({MediaType.APPLICATION_JSON, "text/csv", "application/pdf"})
    @ApiResponse(
            responseCode = "200",
            content = {
                @Content(
                        mediaType = MediaType.APPLICATION_JSON,
                        schema = @Schema(type = "object", description = "By the kind of report.")),
                @Content(mediaType = "text/csv", schema = @Schema(type = "string")),
                @Content(
                        mediaType = "application/pdf",
                        schema = @Schema(type = "string", format = "binary"))
            })
    HttpResponse<?> report(HttpRequest<?> request, Caller caller, UUID id) {
        return reports.answer(request, caller, sent.now(caller, id));
    }

    /** Mails a saved report to oneself, now. */
    @Post("/{id}/send")
    @Status(HttpStatus.ACCEPTED)
    Sent send(Caller caller, UUID id) {
        return new Sent(sent.send(caller, id));
    }

    private static Locale locale(HttpRequest<?> request) {
        return request.getLocale().orElse(Locale.ENGLISH);
    }
}
