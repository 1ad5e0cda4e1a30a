package dev.astir.app.savedreports;

import dev.astir.app.reports.GroupBy;
import dev.astir.app.reports.ReportKind;
import dev.astir.app.web.Problem.FieldError;
import dev.astir.app.web.ProblemException;
import dev.astir.app.web.SingleLine;
import dev.astir.app.web.StorableText;
import io.micronaut.core.annotation.Introspected;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What somebody saves. Immutable.
 *
 * @param userId of whom; null for whoever reads it, or for all whom they see
 * @param teamId of all whom they see, only those of this team
 * @param projectId of usage, only what went on this project; null for all
 * @param groupBy of usage; by application when it is absent
 * @param schedule when it is mailed; null for never
 * @param recipients who has it, and gets the mail; null for its owner where it is mailed, and else
 *     for nobody
 */
@Introspected
record SavedReportRequest(
        @NotBlank @Size(max = 100) @StorableText @SingleLine String name,
        @NotNull ReportKind report,
        @NotNull RelativePeriod period,
        @Nullable UUID userId,
        @Nullable UUID teamId,
        @Nullable UUID projectId,
        @Nullable GroupBy groupBy,
        @Nullable @Valid MailSchedule schedule,
        @Nullable @Size(max = MOST_RECIPIENTS) List<@NotNull UUID> recipients) {

    static final int MOST_RECIPIENTS = 50;

    /**
     * What it asks.
     *
     * @throws ProblemException 400 with all that does not belong together
     */
    Definition definition() {
        List<FieldError> errors = new ArrayList<>();
        if (report.isOfOneDay() && !period.isOneDay()) {
            errors.add(
                    FieldError.of(
                            "period",
                            "must be today or yesterday for the report " + report.json(),
                            period.json()));
        }
        if (report == ReportKind.TEAM) {
            absent(errors, "userId", userId, "for the report team");
        }
        if (report.isOfOnePerson()) {
            absent(errors, "teamId", teamId, "for the report " + report.json());
        } else if (userId != null) {
            absent(errors, "teamId", teamId, "where there is a userId");
        }
        if (report != ReportKind.USAGE) {
            absent(errors, "projectId", projectId, "for the report " + report.json());
            absent(
                    errors,
                    "groupBy",
                    groupBy == null ? null : groupBy.json(),
                    "for the report " + report.json());
        }
        if (schedule != null) {
            due(errors, schedule);
        }
        if (!errors.isEmpty()) {
            throw ProblemException.invalid(errors);
        }
        return new Definition(
                report,
                period,
                userId,
                teamId,
                projectId,
                report == ReportKind.USAGE && groupBy == null ? GroupBy.APP : groupBy);
    }

    private static void due(List<FieldError> errors, MailSchedule schedule) {
        String often = "every " + schedule.every().json();
        if (schedule.every() == Every.WEEK && schedule.weekday() == null) {
            errors.add(
                    FieldError.of("schedule.weekday", "must be a day from monday to sunday", null));
        } else if (schedule.every() != Every.WEEK) {
            absent(
                    errors,
                    "schedule.weekday",
                    schedule.weekday() == null ? null : schedule.weekday().json(),
                    "for what is mailed " + often);
        }
        if (schedule.every() == Every.MONTH && schedule.dayOfMonth() == null) {
            errors.add(FieldError.of("schedule.dayOfMonth", "must be a number from 1 to 31", null));
        } else if (schedule.every() != Every.MONTH) {
            absent(
                    errors,
                    "schedule.dayOfMonth",
                    schedule.dayOfMonth(),
                    "for what is mailed " + often);
        }
    }

    private static void absent(
            List<FieldError> errors, String field, @Nullable Object value, String where) {
        if (value != null) {
            errors.add(FieldError.of(field, "must be absent " + where, value));
        }
    }
}
