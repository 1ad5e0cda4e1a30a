package dev.astir.app.reports;

import dev.astir.app.identity.Caller;
import dev.astir.app.identity.Role;
import dev.astir.app.reports.MadeReport.Headline;
import dev.astir.app.web.ProblemException;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import jakarta.inject.Singleton;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.UUID;

/**
 * Makes reports for other features, also while nobody waits for them: each as the routes of {@link
 * ReportController} answer the same caller, who is remembered as one who looked. Methods block, and
 * are not for transactions. Thread-safe.
 */
@Singleton
public class ReportMaker {

    private final Reports reports;
    private final ReportedPeople about;
    private final TeamReports teams;
    private final UsageReports usage;
    private final HourReports hours;
    private final TimelineReports timelines;
    private final ReportFiles files;

    ReportMaker(
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

    /** Whether the caller may have this report: their role is one for it, and they see somebody. */
    public boolean mayAsk(Caller caller, ReportQuestion question) {
        UUID userId = question.userId();
        boolean isForRole = question.kind() != ReportKind.TEAM || caller.mayAskAs(Role.IS_MANAGER);
        boolean isSeen = userId == null || caller.sight().includes(userId);
        UUID teamId = question.teamId();
        return isForRole && isSeen && (teamId == null || seesOf(caller, teamId));
    }

    /** Whether there is such a project. */
    public boolean hasProject(Caller caller, UUID projectId) {
        return usage.hasProject(caller.organizationId(), projectId);
    }

    /** Whether the caller sees somebody of the team. */
    public boolean seesOf(Caller caller, UUID teamId) {
        return !about.seen(caller, teamId).isEmpty();
    }

    /**
     * Makes the report.
     *
     * @throws ProblemException 404 when the caller may not have it
     */
    public MadeReport make(Caller caller, ReportQuestion question) {
        if (!mayAsk(caller, question)) {
            throw ProblemException.notFound("You see nobody of whom this report would tell.");
        }
        UUID userId = question.userId() == null ? caller.userId() : question.userId();
        Period period = question.period();
        return switch (question.kind()) {
            case DAILY -> daily(caller, userId, period.from());
            case USER -> ofPerson(caller, userId, period);
            case USAGE -> usage(caller, question);
            case HOURS -> {
                Answers.Hours made =
                        hours.hours(caller, question.userId(), question.teamId(), period);
                yield new MadeReport(
                        made,
                        ReportTables.hours(made),
                        Headline.of(made.totals()),
                        made.isComplete());
            }
            case TIMELINE -> {
                Timeline made = timelines.of(caller, userId, period.from());
                yield new MadeReport(
                        made, ReportTables.timeline(made), Headline.of(made.totals()), true);
            }
            case TEAM -> {
                Answers.Team made = teams.of(caller, question.teamId(), period);
                yield new MadeReport(
                        made,
                        ReportTables.team(made),
                        Headline.of(made.totals()),
                        made.isComplete());
            }
        };
    }

    private MadeReport daily(Caller caller, UUID userId, LocalDate day) {
        Answers.Daily made = reports.daily(caller, userId, day);
        return new MadeReport(
                made,
                ReportTables.daily(about.one(caller, userId).name(), made),
                Headline.of(made.figures()),
                true);
    }

    private MadeReport ofPerson(Caller caller, UUID userId, Period period) {
        Answers.OfPerson made = reports.ofPerson(caller, userId, period);
        ZoneId zone = ZoneId.of(about.one(caller, userId).timeZone());
        return new MadeReport(
                made,
                ReportTables.ofPerson(made, zone),
                Headline.of(made.totals()),
                made.isComplete());
    }

    private MadeReport usage(Caller caller, ReportQuestion question) {
        Answers.Usage made =
                usage.usage(
                        caller,
                        question.userId(),
                        question.teamId(),
                        question.period(),
                        question.groupBy(),
                        new UsageFilter(question.projectId(), null));
        return new MadeReport(
                made,
                ReportTables.usage(made),
                Headline.of(made, question.groupBy()),
                made.isComplete());
    }

    /** Answers the report in the form that is asked for, as {@link ReportFiles} does. */
    public HttpResponse<?> answer(HttpRequest<?> request, Caller caller, MadeReport report) {
        return files.answer(request, caller, report.answer(), answer -> report.table());
    }

    /** The day that it is where the caller is. */
    public LocalDate today(Caller caller) {
        return about.today(caller);
    }
}
