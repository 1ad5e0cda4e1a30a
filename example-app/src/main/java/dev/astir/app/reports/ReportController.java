package dev.astir.app.reports;

import dev.astir.app.identity.Caller;
import dev.astir.app.identity.Role;
import dev.astir.app.web.ForPeople;
import dev.astir.app.web.Problems;
import dev.astir.app.web.StorableText;
import dev.astir.protocol.Span;
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
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Reports over HTTP: one's own, and those of people whom one sees; as JSON, for a spreadsheet
 * ({@code text/csv}) and for paper ({@code application/pdf}). Thread-safe.
 */
@Problems
@ForPeople
@Tag(name = "Reports")
@Controller("/api")
@ExecuteOn(TaskExecutors.BLOCKING)
@Secured(Role.IS_EMPLOYEE)
class ReportController {

    private final Reports reports;
    private final ReportedPeople about;
    private final TeamReports teams;
    private final UsageReports usage;
    private final HourReports hours;
    private final TimelineReports timelines;
    private final ReportFiles files;

    ReportController(
            Reports reports,
            ReportedPeople about,
            TeamReports teams,
            UsageReports usage,
            HourReports hours,
            TimelineReports timelines,
            ReportFiles files) {
        this.reports = reports;
        this.about = about;
        this.teams = teams;
        this.usage = usage;
        this.hours = hours;
        this.timelines = timelines;
        this.files = files;
    }

    /** Reports a day of a person, today and oneself when nothing else is said. */
    @Get("/reports/daily")
    @Produces({MediaType.APPLICATION_JSON, ReportFiles.CSV, ReportFiles.PDF})
    @ApiResponse(
            responseCode = "200",
            content = {
                @Content(
                        mediaType = MediaType.APPLICATION_JSON,
                        schema = @Schema(implementation = Answers.Daily.class)),
                @Content(mediaType = ReportFiles.CSV, schema = @Schema(type = "string")),
                @Content(
                        mediaType = ReportFiles.PDF,
                        schema = @Schema(type = "string", format = "binary"))
            })
    HttpResponse<?> daily(
            HttpRequest<?> request,
            Caller caller,
            @Nullable @QueryValue LocalDate date,
            @Nullable @QueryValue UUID userId) {
        Answers.Daily daily = reports.daily(caller, or(userId, caller), within(date));
        return files.answer(
                request,
                caller,
                daily,
                report -> ReportTables.daily(person(caller, report.userId()).name(), report));
    }

    /**
     * Reports all days of a period of a person.
     *
     * @param startDate the first day; six days before the last when absent
     * @param endDate the last day; today when absent
     */
    @Get("/reports/user/{id}")
    @Produces({MediaType.APPLICATION_JSON, ReportFiles.CSV, ReportFiles.PDF})
    @ApiResponse(
            responseCode = "200",
            content = {
                @Content(
                        mediaType = MediaType.APPLICATION_JSON,
                        schema = @Schema(implementation = Answers.OfPerson.class)),
                @Content(mediaType = ReportFiles.CSV, schema = @Schema(type = "string")),
                @Content(
                        mediaType = ReportFiles.PDF,
                        schema = @Schema(type = "string", format = "binary"))
            })
    HttpResponse<?> ofPerson(
            HttpRequest<?> request,
            Caller caller,
            UUID id,
            @Nullable @QueryValue LocalDate startDate,
            @Nullable @QueryValue LocalDate endDate) {
        Period period =
                Period.of("startDate", startDate, "endDate", endDate, () -> about.today(caller));
        return files.answer(
                request,
                caller,
                reports.ofPerson(caller, id, period),
                report -> ReportTables.ofPerson(report, ZoneId.of(person(caller, id).timeZone())));
    }

    /**
     * Reports on what time went, most first.
     *
     * @param from the first day; six days before the last when absent
     * @param to the last day; today when absent
     * @param userId of whom; of all in sight when absent
     * @param teamId of which team
     * @param projectId the time on that project alone
     * @param groupBy by what time is told apart
     * @param app with {@code groupBy=site}: the sites in this application
     */
    @Get("/reports/usage")
    @Produces({MediaType.APPLICATION_JSON, ReportFiles.CSV, ReportFiles.PDF})
    @ApiResponse(
            responseCode = "200",
            content = {
                @Content(
                        mediaType = MediaType.APPLICATION_JSON,
                        schema = @Schema(implementation = Answers.Usage.class)),
                @Content(mediaType = ReportFiles.CSV, schema = @Schema(type = "string")),
                @Content(
                        mediaType = ReportFiles.PDF,
                        schema = @Schema(type = "string", format = "binary"))
            })
    HttpResponse<?> usage(
            HttpRequest<?> request,
            Caller caller,
            @Nullable @QueryValue LocalDate from,
            @Nullable @QueryValue LocalDate to,
            @Nullable @QueryValue UUID userId,
            @Nullable @QueryValue UUID teamId,
            @Nullable @QueryValue UUID projectId,
            @Nullable @QueryValue @Size(max = Span.MAX_NAME_LENGTH) @StorableText String app,
            @QueryValue(defaultValue = "app") GroupBy groupBy) {
        return files.answer(
                request,
                caller,
                usage.usage(
                        caller,
                        userId,
                        teamId,
                        period(caller, from, to),
                        groupBy,
                        new UsageFilter(projectId, app)),
                ReportTables::usage);
    }

    /**
     * Reports when people worked, by the hours of their own clocks.
     *
     * @param from the first day; six days before the last when absent
     * @param to the last day; today when absent
     */
    @Get("/reports/hours")
    @Produces({MediaType.APPLICATION_JSON, ReportFiles.CSV, ReportFiles.PDF})
    @ApiResponse(
            responseCode = "200",
            content = {
                @Content(
                        mediaType = MediaType.APPLICATION_JSON,
                        schema = @Schema(implementation = Answers.Hours.class)),
                @Content(mediaType = ReportFiles.CSV, schema = @Schema(type = "string")),
                @Content(
                        mediaType = ReportFiles.PDF,
                        schema = @Schema(type = "string", format = "binary"))
            })
    HttpResponse<?> hours(
            HttpRequest<?> request,
            Caller caller,
            @Nullable @QueryValue LocalDate from,
            @Nullable @QueryValue LocalDate to,
            @Nullable @QueryValue UUID userId,
            @Nullable @QueryValue UUID teamId) {
        return files.answer(
                request,
                caller,
                hours.hours(caller, userId, teamId, period(caller, from, to)),
                ReportTables::hours);
    }

    /**
     * Reports each person's figures of a team, and their time by its own ratings.
     *
     * @param from the first day; six days before the last when absent
     * @param to the last day; today when absent
     * @param teamId which team; all people in sight when absent
     */
    @Get("/reports/team")
    @Secured(Role.IS_MANAGER)
    @Produces({MediaType.APPLICATION_JSON, ReportFiles.CSV, ReportFiles.PDF})
    @ApiResponse(
            responseCode = "200",
            content = {
                @Content(
                        mediaType = MediaType.APPLICATION_JSON,
                        schema = @Schema(implementation = Answers.Team.class)),
                @Content(mediaType = ReportFiles.CSV, schema = @Schema(type = "string")),
                @Content(
                        mediaType = ReportFiles.PDF,
                        schema = @Schema(type = "string", format = "binary"))
            })
    HttpResponse<?> team(
            HttpRequest<?> request,
            Caller caller,
            @Nullable @QueryValue LocalDate from,
            @Nullable @QueryValue LocalDate to,
            @Nullable @QueryValue UUID teamId) {
        return files.answer(
                request,
                caller,
                teams.of(caller, teamId, period(caller, from, to)),
                ReportTables::team);
    }

    /** Reports a day of a person as one line; the same under two names. */
    @Get(uris = {"/timeline", "/reports/timeline"})
    @Produces({MediaType.APPLICATION_JSON, ReportFiles.CSV, ReportFiles.PDF})
    @ApiResponse(
            responseCode = "200",
            content = {
                @Content(
                        mediaType = MediaType.APPLICATION_JSON,
                        schema = @Schema(implementation = Timeline.class)),
                @Content(mediaType = ReportFiles.CSV, schema = @Schema(type = "string")),
                @Content(
                        mediaType = ReportFiles.PDF,
                        schema = @Schema(type = "string", format = "binary"))
            })
    HttpResponse<?> timeline(
            HttpRequest<?> request,
            Caller caller,
            @Nullable @QueryValue LocalDate date,
            @Nullable @QueryValue UUID userId) {
        return files.answer(
                request,
                caller,
                timelines.of(caller, or(userId, caller), within(date)),
                ReportTables::timeline);
    }

    private ReportedPerson person(Caller caller, UUID userId) {
        return about.one(caller, userId);
    }

    private Period period(Caller caller, @Nullable LocalDate from, @Nullable LocalDate to) {
        return Period.of("from", from, "to", to, () -> about.today(caller));
    }

    private static UUID or(@Nullable UUID userId, Caller caller) {
        return userId == null ? caller.userId() : userId;
    }

    private static @Nullable LocalDate within(@Nullable LocalDate date) {
        return date == null ? null : Period.within("date", date);
    }
}
