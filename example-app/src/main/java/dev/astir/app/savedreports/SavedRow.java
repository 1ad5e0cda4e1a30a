package dev.astir.app.savedreports;

import dev.astir.app.identity.Caller;
import dev.astir.app.reports.GroupBy;
import dev.astir.app.reports.ReportFormat;
import dev.astir.app.reports.ReportKind;
import dev.astir.app.web.ProblemException;
import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import java.time.Instant;
import java.util.Locale;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A row of the table {@code saved_reports}. Immutable.
 *
 * @param userId its owner
 * @param aboutId of whom it tells
 * @param nextDueAt when it is due; null for one that is not mailed
 * @param nextAttemptAt the same, or later after a failure
 */
@MappedEntity("saved_reports")
record SavedRow(
        UUID organizationId,
        @Id UUID id,
        UUID userId,
        String name,
        String report,
        String period,
        @Nullable UUID aboutId,
        @Nullable UUID teamId,
        @Nullable UUID projectId,
        @Nullable String groupBy,
        String language,
        @Nullable String every,
        @Nullable String weekday,
        @Nullable Integer dayOfMonth,
        @Nullable String at,
        @Nullable String format,
        @Nullable Instant nextDueAt,
        @Nullable Instant nextAttemptAt,
        int attempts,
        @Nullable Instant lastSentAt,
        @Nullable String lastError,
        Instant createdAt,
        Instant updatedAt) {

    Definition definition() {
        return new Definition(
                ReportKind.valueOf(upper(report)),
                RelativePeriod.parse(period),
                aboutId,
                teamId,
                projectId,
                groupBy == null ? null : GroupBy.valueOf(upper(groupBy)));
    }

    /** Null for one that is not mailed. */
    @Nullable MailSchedule schedule() {
        if (every == null) {
            return null;
        }
        return new MailSchedule(
                Every.valueOf(upper(every)),
                weekday == null ? null : Weekday.valueOf(upper(weekday)),
                dayOfMonth,
                Objects.requireNonNull(at),
                ReportFormat.valueOf(upper(Objects.requireNonNull(format))));
    }

    /**
     * Requires that it is the caller's.
     *
     * @throws ProblemException 403 {@code not-the-owner}
     */
    void requireOwner(Caller caller) {
        if (!userId.equals(caller.userId())) {
            throw ProblemException.forbidden(
                    "not-the-owner", "Only its owner may change a saved report; you may leave it.");
        }
    }

    Locale locale() {
        return Locale.forLanguageTag(language);
    }

    private static String upper(String json) {
        return json.toUpperCase(Locale.ROOT);
    }
}
