package dev.astir.app.reports;

import dev.astir.app.identity.Caller;
import dev.astir.app.identity.Role;
import dev.astir.app.web.ForPeople;
import dev.astir.app.web.Problems;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reports over HTTP: one's own, and those of people whom one sees. Thread-safe. */
@Problems
@ForPeople
@Controller("/api")
@ExecuteOn(TaskExecutors.BLOCKING)
@Secured(Role.IS_EMPLOYEE)
class ReportController {

    private final Reports reports;
    private final UsageReports usage;
    private final HourReports hours;
    private final TimelineReports timelines;

    ReportController(
            Reports reports, UsageReports usage, HourReports hours, TimelineReports timelines) {
        this.reports = reports;
        this.usage = usage;
        this.hours = hours;
        this.timelines = timelines;
    }

    /** A day of a person, today and oneself when nothing else is said. */
    @Get("/reports/daily")
    Answers.Daily daily(
            Caller caller,
            @Nullable @QueryValue LocalDate date,
            @Nullable @QueryValue UUID userId) {
        return reports.daily(caller, or(userId, caller), within(date));
    }

    @Get("/reports/user/{id}")
    Answers.OfPerson ofPerson(
            Caller caller,
            UUID id,
            @Nullable @QueryValue LocalDate startDate,
            @Nullable @QueryValue LocalDate endDate) {
        LocalDate today = reports.today(caller);
        return reports.ofPerson(
                caller, id, Period.of("startDate", startDate, "endDate", endDate, today));
    }

    @Get("/reports/usage")
    Answers.Usage usage(
            Caller caller,
            @Nullable @QueryValue LocalDate from,
            @Nullable @QueryValue LocalDate to,
            @Nullable @QueryValue UUID userId,
            @Nullable @QueryValue UUID teamId,
            @QueryValue(defaultValue = "app") GroupBy groupBy) {
        return usage.usage(caller, userId, teamId, period(caller, from, to), groupBy);
    }

    /** When people worked, by the hours of their own clocks. */
    @Get("/reports/hours")
    Answers.Hours hours(
            Caller caller,
            @Nullable @QueryValue LocalDate from,
            @Nullable @QueryValue LocalDate to,
            @Nullable @QueryValue UUID userId,
            @Nullable @QueryValue UUID teamId) {
        return hours.hours(caller, userId, teamId, period(caller, from, to));
    }

    @Get("/reports/team")
    @Secured(Role.IS_MANAGER)
    Answers.Team team(
            Caller caller,
            @Nullable @QueryValue LocalDate from,
            @Nullable @QueryValue LocalDate to,
            @Nullable @QueryValue UUID teamId) {
        return reports.team(caller, teamId, period(caller, from, to));
    }

    /** The same under the name of the page and that of the report. */
    @Get(uris = {"/timeline", "/reports/timeline"})
    Timeline timeline(
            Caller caller,
            @Nullable @QueryValue LocalDate date,
            @Nullable @QueryValue UUID userId) {
        return timelines.of(caller, or(userId, caller), within(date));
    }

    private Period period(Caller caller, @Nullable LocalDate from, @Nullable LocalDate to) {
        return Period.of("from", from, "to", to, reports.today(caller));
    }

    private static UUID or(@Nullable UUID userId, Caller caller) {
        return userId == null ? caller.userId() : userId;
    }

    private static @Nullable LocalDate within(@Nullable LocalDate date) {
        return date == null ? null : Period.within("date", date);
    }
}
