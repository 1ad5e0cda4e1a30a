package dev.astir.app.reports;

import dev.astir.app.identity.Caller;
import dev.astir.app.identity.Role;
import dev.astir.app.timesheets.Timesheet;
import dev.astir.app.timesheets.Timesheets;
import dev.astir.app.web.ForPeople;
import dev.astir.app.web.Problems;
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
import java.time.DayOfWeek;
import java.time.temporal.TemporalAdjusters;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A week's timesheet as a report: one's own, or that of somebody whom one sees. Thread-safe. */
@Problems
@ForPeople
@Tag(name = "Reports")
@Controller("/api/reports/timesheet")
@ExecuteOn(TaskExecutors.BLOCKING)
@Secured(Role.IS_EMPLOYEE)
class TimesheetReportController {

    private final Timesheets timesheets;
    private final ReportedPeople about;
    private final ReportFiles files;

    TimesheetReportController(Timesheets timesheets, ReportedPeople about, ReportFiles files) {
        this.timesheets = timesheets;
        this.about = about;
        this.files = files;
    }

    /**
     * Reports a week of a person: the present one, and oneself when nothing else is said.
     *
     * @param week its Monday, or its number such as {@code 2026-W48}
     */
    @Get
    @Produces({MediaType.APPLICATION_JSON, ReportFiles.CSV, ReportFiles.PDF})
    @ApiResponse(
            responseCode = "200",
            content = {
                @Content(
                        mediaType = MediaType.APPLICATION_JSON,
                        schema = @Schema(implementation = Timesheet.class)),
                @Content(mediaType = ReportFiles.CSV, schema = @Schema(type = "string")),
                @Content(
                        mediaType = ReportFiles.PDF,
                        schema = @Schema(type = "string", format = "binary"))
            })
    HttpResponse<?> timesheet(
            HttpRequest<?> request,
            Caller caller,
            @Nullable @QueryValue UUID userId,
            @Nullable @QueryValue String week) {
        return files.answer(
                request,
                caller,
                timesheets.get(
                        caller,
                        userId == null ? caller.userId() : userId,
                        week == null ? present(caller) : week),
                TimesheetTable::of);
    }

    private String present(Caller caller) {
        return about.today(caller)
                .with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY))
                .toString();
    }
}
